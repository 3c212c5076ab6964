// The run list: rows that changed are loaded again where they stand, all of them by one request a second; new ones are only
// counted, so that nothing moves under the reader's eyes; comparing wants two runs or more.

const PACE = 1000;
const MOST = 25;
const list = document.getElementById('rows');
const fresh = document.getElementById('new-runs');
const button = document.getElementById('compare');
const unseen = new Set();
const changed = new Set();
let due;

function chosen() {
  return [...document.querySelectorAll('.runs input[name=run]:checked')].map((box) => box.value);
}

function show(html) {
  const rows = document.createElement('template');
  rows.innerHTML = html;
  for (const row of rows.content.querySelectorAll('tr')) {
    const old = document.getElementById(row.id);
    if (old) {
      row.querySelector('input[name=run]').checked = old.querySelector('input[name=run]').checked;
      old.replaceWith(row);
    }
  }
}

async function reload() {
  due = undefined;
  const runs = [...changed].slice(0, MOST);
  runs.forEach((run) => changed.delete(run));
  try {
    const answer = await fetch(`${list.dataset.reload}&${new URLSearchParams(runs.map((run) => ['run', run]))}`);
    if (answer.ok) {
      show(await answer.text());
    }
  } catch {
    // The stream of events breaks, too: it says so, and its next news load the rows again.
  }
  if (changed.size > 0) {
    due ??= setTimeout(reload, PACE);
  }
}

function count() {
  fresh.hidden = unseen.size === 0;
  fresh.textContent = fresh.dataset.text.replace('#', unseen.size);
}

function news({ detail }) {
  for (const { run_id: run } of detail) {
    if (!document.getElementById(run)) {
      unseen.add(run);
    } else {
      changed.add(run);
      due ??= setTimeout(reload, PACE);
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
