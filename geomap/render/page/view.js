// What of the map is in view: the first view, the way back to it, and how far it may be moved.

class View {
  constructor(map, data, labels, stepsQuickly) {
    Object.assign(this, { map, data, labels, stepsQuickly, fitted: null, moved: false });
    this.makeControls();
    this.keepFitting();
  }

  makeControls() {
    const { map } = this, { words } = this.data;
    L.control.scale({ imperial: false, maxWidth: 110 }).addTo(map);
    const reset = new L.Control({ position: "topleft" });
    reset.onAdd = () => {
      const box = L.DomUtil.create("div", "leaflet-bar gm-reset"), button = L.DomUtil.create("a", "", box);
      button.href = "#";
      button.title = words.reset;
      button.setAttribute("role", "button");
      button.setAttribute("aria-label", words.reset);
      button.append(svg("svg", { viewBox: "0 0 14 14", width: 14, height: 14, "aria-hidden": "true" },
        svg("path", { d: "M1 5V1H5M9 1H13V5M13 9V13H9M5 13H1V9", fill: "none", stroke: "currentColor", "stroke-width": 1.8 })));
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.on(button, "click", event => {
        L.DomEvent.preventDefault(event);
        this.moved = false;
        map.closePopup();
        this.fit(!this.stepsQuickly);
      });
      return box;
    };
    reset.addTo(map);
    if (this.data.attribution) L.control.attribution({ prefix: false }).addTo(map);
  }

  /** The first view; nothing yet where the page stands in a closed tab or is made ready for print. */
  appear() {
    if (this.fitted || !this.map.getSize().x) return;
    this.fit();
    this.limit();
  }

  limit() {
    if (!this.data.outer) return;
    const [west, south, east, north] = this.data.outer;
    const bounds = L.latLngBounds([south, west], [north, east]);
    this.map.options.maxBoundsViscosity = 0.9;
    this.setLowest = () => {
      const lowest = this.map.getBoundsZoom(bounds, true);
      // Leaflet would glide there, and a view set meanwhile would be lost.
      if (this.map.getZoom() < lowest) this.map.setZoom(lowest, { animate: false });
      this.map.setMinZoom(lowest);
    };
    this.setLowest();
    this.map.setMaxBounds(bounds);
  }

  /** Shows the frame, then steps back as far as the needed labels stick out of the map. */
  fit(animate = false) {
    const { map } = this, [west, south, east, north] = this.data.frame;
    const bounds = L.latLngBounds([south, west], [north, east]), side = map.getSize().x < 600 ? 12 : 30;
    const most = map.getSize().multiplyBy(0.3);     // however long a label is, the map stays in sight
    let near = [side, side], far = [side, side];
    for (let round = 0; round < 4; round++) {
      map.fitBounds(bounds, { paddingTopLeft: near, paddingBottomRight: far, animate: animate && round === 0 && !this.fitted });
      this.placeLocator();
      if (!map.hasLayer(this.labels)) this.labels.addTo(map);
      const [left, top, right, bottom] = this.labels.overflow;
      if (Math.max(left, top, right, bottom) <= 0) break;
      near = [Math.min(near[0] + left, most.x), Math.min(near[1] + top, most.y)];
      far = [Math.min(far[0] + right, most.x), Math.min(far[1] + bottom, most.y)];
    }
    this.fitted = map.getZoom();
  }

  /** The locator goes to the lower corner where it would hide what the story is about in the upper one. */
  placeLocator() {
    const locator = document.querySelector(".gm-locator"), marks = document.querySelectorAll(".gm-map :is(.gm-pin, .gm-badge)");
    if (!locator) return;
    const hidden = low => {
      locator.classList.toggle("gm-low", low);
      const box = locator.getBoundingClientRect();
      return [...marks].map(mark => mark.getBoundingClientRect())
        .filter(r => r.width && r.left < box.right && r.right > box.left && r.top < box.bottom && r.bottom > box.top).length;
    };
    const was = locator.classList.contains("gm-low"), above = hidden(false);
    if (above && hidden(true) >= above) locator.classList.remove("gm-low");
    if (was !== locator.classList.contains("gm-low") && this.map.hasLayer(this.labels)) this.labels.update();
  }

  keepFitting() {
    this.map.on("dragstart", () => { this.moved = true; });
    let waiting;
    new ResizeObserver(() => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        this.map.invalidateSize({ pan: false });
        if (!this.map.getSize().x) return;
        this.appear();
        this.labels.remeasure();
        if (!this.moved) this.fit();
        this.setLowest?.();
      }, 100);
    }).observe(this.map.getContainer());
  }
}
