// Saves a displayed chart as SVG or PNG. Plotly draws a chart as several SVG sheets of one size, one above
// the other; they are put into one document, with the text font in it, so that the file stands alone.
(() => {
  const asDataUrl = (blob) =>
    new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result);
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(blob);
    });

  const fontRule = async (button) => {
    const answer = await fetch(button.dataset.font);
    if (!answer.ok) return ""; // the picture falls back on the reader's sans-serif
    const url = await asDataUrl(await answer.blob());
    return `@font-face{font-family:"${button.dataset.family}";font-weight:100 700;src:url(${url}) format("woff2")}`;
  };

  const namespace = "http://www.w3.org/2000/svg";
  const margin = 12;

  // The words around the chart, so that a picture pasted elsewhere still says what it shows and whence.
  const wrapped = (text, size, weight, family, width) => {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${weight} ${size}px "${family}", sans-serif`;
    const lines = [""];
    for (const word of text.split(" ")) {
      const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (lines.at(-1) && pen.measureText(longer).width > width - 2 * margin) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines.map((line) => ({ line, size, weight }));
  };

  const written = (lines, top, colour, family) => {
    const group = document.createElementNS(namespace, "g");
    let y = top;
    for (const { line, size, weight } of lines) {
      y += size * 1.35;
      const text = document.createElementNS(namespace, "text");
      text.setAttribute("x", margin);
      text.setAttribute("y", y);
      text.setAttribute("style", `font:${weight} ${size}px "${family}",sans-serif;fill:${colour}`);
      text.textContent = line;
      group.append(text);
    }
    return { group, height: y - top };
  };

  const picture = async (plot, button) => {
    const box = plot.getBoundingClientRect();
    const { family, title, scope, sentence, source } = button.dataset;
    const colour = plot._fullLayout.font.color;
    const above = written(
      [
        ...wrapped(title, 17, 600, family, box.width),
        ...wrapped(scope, 12, 400, family, box.width),
        ...wrapped(sentence, 14, 400, family, box.width),
      ],
      margin / 2, colour, family,
    );
    const head = above.height + 2 * margin;
    const below = written(wrapped(source, 11, 400, family, box.width), head + box.height, colour, family);
    const width = box.width;
    const height = head + box.height + below.height + margin;
    const whole = document.createElementNS(namespace, "svg");
    whole.setAttribute("xmlns", namespace);
    whole.setAttribute("xmlns:xlink", "http://www.w3.org/1999/xlink");
    whole.setAttribute("width", width);
    whole.setAttribute("height", height);
    whole.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const style = document.createElementNS(namespace, "style");
    style.textContent = await fontRule(button);
    whole.append(style);
    const ground = document.createElementNS(namespace, "rect");
    ground.setAttribute("width", "100%");
    ground.setAttribute("height", "100%");
    ground.setAttribute("fill", plot._fullLayout.paper_bgcolor);
    whole.append(ground);
    for (const sheet of plot.querySelectorAll(".main-svg")) {
      const copy = sheet.cloneNode(true);
      copy.removeAttribute("style"); // positions and cursors of the page
      copy.setAttribute("y", head);
      // Plotly keeps strokes from growing with the picture; a picture on paper needs them to.
      copy.querySelectorAll("[style*=vector-effect]").forEach((mark) => mark.style.removeProperty("vector-effect"));
      copy.querySelectorAll(".hoverlayer, .draglayer").forEach((layer) => layer.remove());
      whole.append(copy);
    }
    whole.append(above.group, below.group);
    return { text: new XMLSerializer().serializeToString(whole), width, height };
  };

  const rastered = async ({ text, width, height }) => {
    const image = new Image();
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
    await image.decode();
    const scale = 3; // sharp on paper
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("button.chart-download");
    if (!button) return;
    const place = document.getElementsByClassName(`st-key-${button.dataset.chart}`)[0];
    const plot = place?.querySelector(".js-plotly-plot");
    if (!plot) return;
    button.disabled = true;
    try {
      const drawn = await picture(plot, button);
      const { format, name } = button.dataset;
      const blob = format === "svg" ? new Blob([drawn.text], { type: "image/svg+xml" }) : await rastered(drawn);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = `${name}.${format}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    } finally {
      button.disabled = false;
    }
  });
})();
