/* A number with data-slider="LOW HIGH" gets a slider beside it; each moves the other. */

export function addSliders(part) {
  part.querySelectorAll("input[data-slider]:not(:has(+ .sg-slider))").forEach((number) => {
    const [low, high] = number.dataset.slider.split(" ");
    const slider = document.createElement("input");
    Object.assign(slider, { type: "range", className: "sg-slider", min: low, max: high, step: 1 });
    slider.value = number.value;
    slider.setAttribute("aria-labelledby", labelOf(number));

    slider.addEventListener("input", () => {
      number.value = slider.value;
    });
    number.addEventListener("input", () => {
      slider.value = number.value;
    });
    number.insertAdjacentElement("afterend", slider);
  });
}

function labelOf(number) {
  const [label] = number.labels;
  label.id ||= `${number.id}-label`;
  return label.id;
}
