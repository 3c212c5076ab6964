// Buttons that copy a text of the page, a call's JSON, or the command that fetches it. Only a page that the browser trusts
// may write to the clipboard: elsewhere the buttons stay hidden.

async function wanted({ dataset }) {
  if (dataset.copy) {
    return document.getElementById(dataset.copy).textContent;
  }
  if (dataset.copyJson) {
    const answer = await fetch(dataset.copyJson);
    return JSON.stringify(await answer.json(), null, 2);
  }
  return dataset.copyCurl ? `curl -s ${new URL(dataset.copyCurl, location.href)}` : dataset.copyText;
}

async function copy(button) {
  const words = button.textContent;
  await navigator.clipboard.writeText(await wanted(button));
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = words; }, 2000);
}

if (navigator.clipboard) {
  document.documentElement.classList.add('clipboard');
  document.addEventListener('click', ({ target }) => {
    const button = target.closest('button[data-done]');
    if (button && button.textContent !== button.dataset.done) {
      copy(button);
    }
  });
}
