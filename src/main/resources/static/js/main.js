import './ago.js';
