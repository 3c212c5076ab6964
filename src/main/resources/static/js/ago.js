// Keeps "12s ago" true while the page stays open. The server has written the first text.

const UNITS = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];
const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { style: 'narrow' });

function ago(then) {
  const seconds = Math.max(0, Math.round((Date.now() - then) / 1000));
  const [unit, size] = UNITS.find(([, s]) => seconds >= s) ?? UNITS[3];
  return words.format(-Math.floor(seconds / size), unit);
}

function refresh() {
  for (const time of document.querySelectorAll('time[data-ago]')) {
    const text = ago(Date.parse(time.dateTime));
    if (time.textContent !== text) {
      time.textContent = text;
    }
  }
}

setInterval(refresh, 1000);
