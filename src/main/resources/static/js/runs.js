// The run list: rows that changed are loaded again where they stand, new ones are only counted, so that nothing moves under
// the reader's eyes; comparing wants two runs or more.

const PACE = 1000;
const list = document.getElementById('rows');
const fresh = document.getElementById('new-runs');
const button = document.getElementById('compare');
const unseen = new Set();
const waiting = new Map();

function chosen() {
  return [...document.querySelectorAll('.runs input[name=run]:checked')].map((box) => box.value);
}

function reload(run) {
  waiting.delete(run);
  const row = document.getElementById(run);
  if (!row) {
    return;
  }
  const checked = row.querySelector('input[name=run]').checked;
  window.htmx.ajax('GET', row.dataset.reload, { source: row, target: row, swap: 'outerHTML' }).then(() => {
    document.getElementById(run).querySelector('input[name=run]').checked = checked;
  });
}

function count() {
  fresh.hidden = unseen.size === 0;
  fresh.textContent = fresh.dataset.text.replace('#', unseen.size);
}

function news({ detail }) {
  for (const { run_id: run } of detail) {
    if (!document.getElementById(run)) {
      unseen.add(run);
    } else if (!waiting.has(run)) {
      waiting.set(run, setTimeout(() => reload(run), PACE));
    }
  }
  count();
}

function allowCompare() {
  const few = chosen().length < 2;
  button.disabled = few;
  button.title = few ? button.dataset.few : '';
}

if (fresh) {
  document.addEventListener('marksheet:news', news);
}
if (list) {
  list.addEventListener('change', allowCompare);
  allowCompare();
}
