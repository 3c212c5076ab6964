import './ago.js';
import './charts.js';
import './live.js';
import './call.js';

document.documentElement.classList.add('scripts');
