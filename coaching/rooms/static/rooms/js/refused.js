/** A page of a room that the server does not open to this browser: nothing of the room stays in it either. */

import { forgetRoom } from "./forgetting.js";

const { room } = /** @type {HTMLElement} */ (document.querySelector("[data-refused-room]")).dataset;
forgetRoom(room);
