// Draws the charts from the data that stands beside them. Every figure is also in a table of the page.
//
// When the charts' fragment is loaded again, the drawn canvases stay (hx-preserve) and only take the new data.

const drawn = new Map();
let ink;

function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  ink = { ink: of('--ink'), muted: of('--ink-2'), line: of('--line'), accent: of('--accent'), surface: of('--surface') };
  for (let level = 0; level <= 5; level++) {
    ink[`level-${level}`] = of(`--l${level}-mark`);
  }
  Object.assign(window.Chart.defaults, { color: ink.muted, borderColor: ink.line, animation: false, maintainAspectRatio: false });
  window.Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  window.Chart.defaults.font.size = 11;
  window.Chart.defaults.plugins.legend.display = false;
}

const faint = (colour, percent) => `color-mix(in srgb, ${colour} ${percent}%, transparent)`;

/** Chart.js can't mix colours by itself: have the browser work out what it would paint. */
function solid(colour) {
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.color = colour;
  document.body.append(probe);
  const result = getComputedStyle(probe).color;
  probe.remove();
  return result;
}

const tidy = { border: { display: false }, grid: { tickLength: 0 }, ticks: { padding: 6, maxRotation: 0 } };

function openCall(job) {
  const base = document.getElementById('charts').dataset.calls;
  const href = base + job;
  const link = document.querySelector(`a[data-call][href="${href}"], a[data-call][href^="${href}?"]`);
  if (link) {
    link.click();
  } else if (document.dispatchEvent(new CustomEvent('marksheet:call', { detail: href, cancelable: true }))) {
    location.href = href;
  }
}

function onPoint(jobs) {
  return {
    onClick: (event, hits) => hits.length > 0 && openCall(jobs(hits[0])),
    onHover: (event, hits) => { event.native.target.style.cursor = hits.length > 0 ? 'pointer' : ''; },
  };
}

function trend(data, words, colour) {
  const labels = data.values.map((_, i) => data.first + i + 1);
  const line = { pointRadius: 0, pointHitRadius: 0, borderWidth: 0, spanGaps: true };
  return {
    type: 'line',
    data: {
      labels,
      datasets: [
        { ...line, data: data.low, fill: false },
        { ...line, data: data.high, fill: '-1', backgroundColor: solid(faint(ink.accent, 14)) },
        { ...line, label: words[1], data: data.mean, borderColor: ink.accent, borderWidth: 2, tension: 0.25 },
        { label: words[0], data: data.values, showLine: false, pointRadius: data.values.length > 100 ? 1.5 : 2.2, pointHoverRadius: 5, pointHitRadius: 6, pointBackgroundColor: solid(faint(ink.muted, 55)), pointBorderWidth: 0 },
      ],
    },
    options: {
      ...onPoint((hit) => data.jobs[hit.index]),
      clip: 5,
      interaction: { mode: 'nearest', intersect: true },
      scales: {
        x: { ...tidy, grid: { display: false }, ticks: { ...tidy.ticks, maxTicksLimit: 6 } },
        y: { ...tidy, min: data.min, max: data.max, ticks: { ...tidy.ticks, maxTicksLimit: 5 } },
      },
      plugins: { tooltip: { filter: (item) => item.datasetIndex >= 2, callbacks: { title: (items) => items.length ? `${words[0]} ${items[0].label}` : '' } } },
    },
  };
}

/** Names the ends of the range, and its middle where there is room. */
function edge(labels, i, narrow) {
  const last = labels.length - 1;
  if (i === last) {
    return labels[i].split('–')[1];
  }
  return i === 0 || (!narrow && 2 * i === labels.length) ? labels[i].split('–')[0] : null;
}

function histogram(data, words) {
  return {
    type: 'bar',
    data: {
      labels: data.labels,
      datasets: [{ data: data.counts, backgroundColor: data.levels.map((level) => ink[level]), borderRadius: 2, categoryPercentage: 1, barPercentage: 0.86 }],
    },
    options: {
      scales: {
        x: { ...tidy, grid: { display: false }, ticks: { ...tidy.ticks, autoSkip: false, callback(_, i) { return edge(data.labels, i, this.chart.width < 150); } } },
        y: { ...tidy, beginAtZero: true, ticks: { ...tidy.ticks, precision: 0, maxTicksLimit: 4 } },
      },
      plugins: { tooltip: { callbacks: { label: (item) => `${item.parsed.y} ${words[4]}` } } },
    },
  };
}

/** Names and shades the four quadrants behind the points. */
const quadrantPainter = {
  id: 'quadrants',
  beforeDatasetsDraw({ ctx, chartArea: { left, right, top, bottom }, scales: { x, y }, options }) {
    const names = options.plugins.quadrants.names;
    const [midX, midY] = [x.getPixelForValue(0.5), y.getPixelForValue(0.5)];
    const boxes = [
      ['grounded', midX, top, right, midY, ink['level-5']],
      ['missed', left, top, midX, midY, ink['level-3']],
      ['strayed', midX, midY, right, bottom, ink['level-1']],
      ['invented', left, midY, midX, bottom, ink['level-2']],
    ];
    ctx.save();
    ctx.font = `600 12px ${getComputedStyle(document.body).fontFamily}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    for (const [name, x1, y1, x2, y2, colour] of boxes) {
      ctx.globalAlpha = 0.1;
      ctx.fillStyle = colour;
      ctx.fillRect(x1 + 1, y1 + 1, x2 - x1 - 2, y2 - y1 - 2);
      ctx.globalAlpha = 1;
      ctx.fillStyle = ink.muted;
      ctx.fillText(names[name], (x1 + x2) / 2, (y1 + y2) / 2, x2 - x1 - 12);
    }
    ctx.restore();
  },
};

function quadrants(points, words, source) {
  const most = Math.max(1, ...points.map((p) => p.n));
  const axis = (title) => ({ ...tidy, min: -0.04, max: 1.04, grid: { display: false }, title: { display: true, text: title, color: ink.muted }, ticks: { ...tidy.ticks, stepSize: 0.5, callback: (v) => [0, 0.5, 1].includes(v) ? v : '' }, afterBuildTicks: (scale) => { scale.ticks = [0, 0.5, 1].map((value) => ({ value })); } });
  return {
    type: 'bubble',
    data: { datasets: [{ data: points.map((p) => ({ x: p.x, y: p.y, r: 3.5 + 12 * Math.sqrt((p.n - 1) / most), n: p.n })), backgroundColor: solid(faint(ink.accent, 55)), borderColor: ink.surface, borderWidth: 1 }] },
    options: {
      clip: false,
      ...onPoint((hit) => points[hit.index].job),
      scales: { x: axis('context_recall'), y: axis('faithfulness') },
      plugins: {
        quadrants: { names: source.dataset },
        tooltip: { callbacks: { label: ({ raw }) => [`context_recall ${raw.x}`, `faithfulness ${raw.y}`, `${raw.n} ${words[3]}`] } },
      },
    },
    plugins: [quadrantPainter],
  };
}

function radar(data) {
  return {
    type: 'radar',
    data: { labels: data.labels.map((label) => label.split('_')), datasets: [{ data: data.values, borderColor: ink.accent, borderWidth: 1.5, backgroundColor: solid(faint(ink.accent, 14)), pointRadius: 2.5, pointBackgroundColor: ink.accent }] },
    options: { scales: { r: { min: 0, max: 1, angleLines: { color: ink.line }, grid: { color: ink.line }, ticks: { display: false, stepSize: 0.25 }, pointLabels: { color: ink.muted, font: { size: 11 } } } } },
  };
}

const KINDS = { trend, histogram, quadrants, radar };

function draw(source, words) {
  const canvas = document.querySelector(`#${CSS.escape(source.dataset.plot)} canvas`);
  const config = KINDS[source.dataset.chart](JSON.parse(source.dataset.points), words, source);
  const chart = drawn.get(canvas);
  if (chart) {
    chart.data = config.data;
    chart.options = config.options;
    chart.update('none');
  } else {
    drawn.set(canvas, new window.Chart(canvas, config));
  }
}

function drawAll() {
  const section = document.getElementById('charts');
  if (!section?.dataset.words || !window.Chart) {
    return;
  }
  colours();
  const words = section.dataset.words.split('|');
  section.querySelectorAll('[data-chart]').forEach((source) => draw(source, words));
}


drawAll();
document.body.addEventListener('htmx:afterSettle', (event) => event.target.id === 'charts' && drawAll());
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
