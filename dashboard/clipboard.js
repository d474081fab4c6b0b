// Copies the words of a block. On a closed network the page often comes over plain HTTP, where browsers
// hide their clipboard: a text area that is selected and copied serves there.
(() => {
  const selectAndCopy = (text) => {
    const area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("readonly", "");
    area.style.cssText = "position:fixed;opacity:0";
    const before = document.activeElement;
    document.body.append(area);
    area.select();
    const worked = document.execCommand("copy");
    area.remove();
    before?.focus();
    return worked;
  };

  const copy = async (text) => {
    if (!navigator.clipboard) return selectAndCopy(text);
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return selectAndCopy(text); // the permission was refused
    }
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("button.copy");
    if (!button || button.dataset.busy) return;
    button.dataset.busy = "yes";
    const label = button.firstElementChild;
    const usual = label.textContent;
    label.textContent = (await copy(button.dataset.text)) ? button.dataset.done : button.dataset.failed;
    setTimeout(() => {
      label.textContent = usual;
      delete button.dataset.busy;
    }, 2000);
  });
})();
