import './ago.js';
import './charts.js';
