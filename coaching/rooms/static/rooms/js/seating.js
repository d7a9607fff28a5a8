/** Who marks whom, and so signs for whom: the same rule as the server's seating.py. Nothing here touches the page. */

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./protocol.js").Person} Person */

/**
 * Whom somebody represents, as it is compared.
 * @param {Person} person
 */
const memberOf = (person) => (person.member?.trim() || person.organisation?.trim() || `nobody:${person.id}`).toLowerCase();

/**
 * Who marks this competitor: the judges, and the coordinator in the seat of a compatriot. Empty: too few may.
 * @param {State} state
 * @param {Person|undefined} competitor
 * @returns {Person[]}
 */
export function seatedFor(state, competitor) {
  if (!state.room?.compatriots_apart || !competitor) return state.judges;
  const member = memberOf(competitor);
  const judges = state.judges.filter((judge) => memberOf(judge) !== member);
  const missing = state.judges.length - judges.length;
  if (missing === 0) return judges;
  const [coordinator] = state.coordinators;
  return missing === 1 && coordinator && memberOf(coordinator) !== member ? [...judges, coordinator] : [];
}
