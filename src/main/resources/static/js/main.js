import './ago.js';
import './charts.js';
import './live.js';
import './calls.js';
import './call.js';
import './switches.js';
import './light.js';
import './copy.js';
import './details.js';
import './runs.js';

document.documentElement.classList.add('scripts');
