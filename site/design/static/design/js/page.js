/** What every page loads. Each module is complete by itself and does nothing where its elements are missing. */
import "./appearance.js";
import "./dialog.js";
import "./kept.js";
import "./menu.js";
import "./tabs.js";
import "./timer.js";
import "./toast.js";
