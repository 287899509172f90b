for (const form of document.querySelectorAll("form.filters")) {
  const cards = [...form.parentElement.querySelectorAll(".card")];
  const output = form.querySelector("output");
  const show = () => {
    let shown = 0;
    const wanted = [...form.querySelectorAll("select")].filter((select) => select.value);
    const words = form.querySelector("input").value.trim().toLocaleLowerCase("vi").normalize("NFC");
    for (const card of cards) {
      const fits = wanted.every((select) => card.dataset[select.name] === select.value);
      const has = !words || card.textContent.toLocaleLowerCase("vi").normalize("NFC").includes(words);
      card.hidden = !(fits && has);
      shown += !card.hidden;
    }
    output.value = `${shown} of ${cards.length}`;
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}
