import './ago.js';
import './charts.js';
import './live.js';
import './call.js';
import './light.js';
import './copy.js';
import './details.js';
import './runs.js';

document.documentElement.classList.add('scripts');
