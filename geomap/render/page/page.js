// The page comes alive: map, legend, list and pop-ups around one set of cards. No text is ever read as HTML here: words
// come from the page's own list (cloned) or are appended as text.

// What is labelled first has the choice of positions.
const LABEL_ORDER = { venue: 0, origin: 1, through: 1, destination: 2, area: 3, via: 4, place: 5, capital: 6, country: 7, sea: 8,
  city: 9 };
const MANY_ARROWS = 60;      // more have no badges, and their ends no claim to a label where there is no room
const FEW_PLACES = 12;       // where the story names no more than these and nothing else, they are what it is about
const SAME_PLACE = 0.002;    // degrees: an arrow's end and its pin

class GeomapPage {
  constructor(map, data) {
    Object.assign(this, { map, data });
    this.stepsQuickly = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.cards = new Map([...document.querySelectorAll("[data-card]")].map(item => [Number(item.dataset.card), item]));
    this.hidden = new Set();      // cards switched off in the legend
    this.marks = new Map();       // card -> pins, arrows and areas that speak of it
    this.makePanes();
    this.home = data.basemap ? drawBasemap(map, data.basemap) : null;
    this.makeAreas();
    this.makeRoutes();
    this.makePins();
    this.makeLabels();
    this.view = new View(map, data, this.labels, this.stepsQuickly);
    this.makeList();
    this.makeLegend();
    this.refresh();
    this.view.appear();
    addEventListener("keydown", event => { if (event.key === "Escape") map.closePopup(); });
  }

  makePanes() {
    const { map } = this;
    const levels = { "geomap-areas": 250, "geomap-routes": 450, "geomap-badges": 610, "geomap-pins": 620 };
    for (const [name, level] of Object.entries(levels)) map.createPane(name).style.zIndex = level;
    map.getPane("geomap-badges").style.pointerEvents = "none";
    const container = map.getContainer();
    container.setAttribute("role", "region");
    container.setAttribute("aria-label", this.data.words.map);
    container.setAttribute("aria-describedby", "gm-alt");
  }

  /** Remembers which cards speak of ``mark``. */
  speak(mark) {
    for (const card of mark.cards) {
      this.marks.has(card) ? this.marks.get(card).push(mark) : this.marks.set(card, [mark]);
    }
  }

  // --- what is drawn

  makeAreas() {
    const renderer = L.svg({ pane: "geomap-areas", padding: 0.6 });
    this.areas = this.data.areas.map(area => {
      const select = (area, element) => this.open(area, area.cards, element);
      const mark = area.precision === "country" && area.role === "destination"
        ? new CountryBand(this.map, area, renderer, this.home, select) : new ShadedArea(this.map, area, renderer, select);
      this.speak(mark);
      return mark;
    });
  }

  makeRoutes() {
    const renderer = L.svg({ pane: "geomap-routes", padding: 0.6 });
    const hooks = { renderer, exits: this.data.exits, point: (card, on) => this.point(card, on),
      select: (route, element) => this.open(route, route.cards, element) };
    const counts = new Map(), endOf = ({ path }) => String(path[path.length - 1]);
    const exits = this.data.arrows.filter(arrow => arrow.ending === "exit");
    for (const arrow of exits) counts.set(endOf(arrow), (counts.get(endOf(arrow)) ?? 0) + 1);
    this.routes = this.data.arrows.map(arrow => {
      arrow.count = Math.min(counts.get(endOf(arrow)) ?? 0, this.data.exits.angles.length);
      const route = new Route(this.map, arrow, hooks);
      this.speak(route);
      return route;
    });
    this.hasMany = this.routes.length > MANY_ARROWS;
    this.map.getContainer().classList.toggle("gm-many", this.hasMany);
    this.map.on("zoomend viewreset", () => this.routes.forEach(route => route.shown && route.placeBadge()));
  }

  makePins() {
    const hooks = { point: (card, on) => this.point(card, on), select: (pin, element) => this.choose(pin, element) };
    const inAreas = this.areas.filter(({ area }) => area.role === "venue").map(({ area }) => ({ ...area, point: area.anchor, rank: 0 }));
    this.pins = [...inAreas, ...this.data.pins.filter(pin => pin.role !== "context")].map(pin => {
      const made = new Pin(this.map, pin, hooks);
      this.speak(made);
      return made;
    });
    this.routesOf = routesByPin(this.routes, this.pins);
    const places = this.pins.filter(pin => pin.pin.role === "place");
    this.gathers = places.length > GATHER_ABOVE ? places.sort((a, b) => a.pin.rank - b.pin.rank) : [];
    this.map.on("zoomend", () => this.gather());
  }

  gather() {
    if (this.gathers.length) gatherPins(this.map, this.gathers.filter(pin => this.wanted(pin)));
  }

  makeLabels() {
    const items = [], lead = !this.routes.length && this.pins.length <= FEW_PLACES && this.pins.every(({ pin }) => pin.role === "place");
    this.map.getContainer().classList.toggle("gm-lead", lead);
    for (const pin of this.pins) {
      const { role, label, sub, rank } = pin.pin, needed = lead || role !== "place" && role !== "via" && !this.hasMany;
      items.push({ text: label, sub, kind: lead ? "lead" : role === "through" ? "origin" : role, point: pin.anchor,
        radius: pin.radius, needed, shares: needed && role !== "venue", rank: LABEL_ORDER[role] * 10000 + rank,
        shown: () => pin.shown && !(role === "place" && pin.gathered.length) });
    }
    for (const { point, label, capital, rank } of this.data.pins.filter(pin => pin.role === "context")) {
      const kind = capital ? "capital" : "city";
      items.push({ text: label, kind, dot: kind, point: L.latLng(point[1], point[0]), radius: 2.5, shown: () => true,
        rank: LABEL_ORDER[kind] * 10000 + rank });
    }
    for (const route of this.routes.filter(({ arrow }) => arrow.endLabel)) {
      const [lon, lat] = route.arrow.path[route.arrow.path.length - 1];
      items.push({ text: route.arrow.endLabel, kind: "end", region: route.arrow.endLabel, point: L.latLng(lat, lon), radius: 4,
        needed: !this.hasMany, rank: LABEL_ORDER.destination * 10000 + 5000, shown: () => route.shown });
    }
    const turn = ([lon, lat]) => L.latLng(lat, lon), named = new Map(this.data.tags.map(tag => [tag.text, tag]));
    for (const mark of this.areas.filter(({ area }) => area.label && area.role !== "venue")) {
      const { label, role, status } = mark.area, isBand = mark instanceof CountryBand;
      const sub = isBand ? this.data.words.destination : mark.area.sub, spots = [mark.anchor, ...(named.get(label)?.spots ?? []).map(turn)];
      named.delete(label);      // a country is named once
      items.push({ text: label, sub, kind: isBand ? `named gm-${status}` : `area gm-label-area-${role}`, region: label, spots, needed: true,
        rank: LABEL_ORDER.area * 10000, shown: () => this.wanted(mark) });
    }
    for (const { text, kind, spots, rank, focus, zoom } of named.values()) {
      items.push({ text, kind: focus ? "focus" : kind, spots: spots.map(turn), zoom: zoom - 0.3, shown: () => true,
        rank: (LABEL_ORDER[kind] ?? LABEL_ORDER.sea) * 10000 + rank });
    }
    this.labels = new Labels(items, this.data.labels, (taken, corner) => this.obstacles(taken, corner));
  }

  /** What labels must avoid besides each other: controls, arrows, badges. */
  obstacles(taken, corner) {
    const frame = this.map.getContainer().getBoundingClientRect();
    for (const element of document.querySelectorAll(".gm-map .leaflet-control, .gm-locator")) {
      const r = element.getBoundingClientRect();
      if (!r.width) continue;
      const left = r.left - frame.left + corner.x, top = r.top - frame.top + corner.y;
      taken.add([left - 3, top - 3, left + r.width + 3, top + r.height + 3], "control");
    }
    for (const pin of this.pins.filter(pin => pin.shown && pin.gathered.length)) {
      const { x, y } = this.map.latLngToLayerPoint(pin.anchor), r = GATHERED_RADIUS;
      taken.add([x - r, y - r, x + r, y + r], "symbol");
    }
    for (const route of this.routes) {
      if (!route.shown) continue;
      const { visible, middle, hasBadge } = route.plan();
      for (const { x, y } of everyFew(visible, 7)) taken.add([x - 3, y - 3, x + 3, y + 3], "line");
      if (hasBadge && !this.hasMany) taken.add([middle.x - 9, middle.y - 9, middle.x + 9, middle.y + 9], "symbol");
    }
  }

  // --- what is shown

  /** A pin at an arrow's end is wanted while one of its arrows is; any other mark while one of its cards is. */
  wanted(mark) {
    const routes = this.routesOf.get(mark);
    if (routes?.length) return routes.some(route => this.wanted(route));
    return !mark.cards.length || mark.cards.some(card => !this.hidden.has(card));
  }

  refresh() {
    for (const mark of [...this.areas, ...this.routes, ...this.pins]) mark.show(this.wanted(mark));
    this.gather();
    for (const [card, item] of this.cards) item.classList.toggle("gm-off", this.hidden.has(card));
    this.labels.update();
  }

  makeLegend() {
    for (const box of document.querySelectorAll(".gm-key input")) {
      const cards = box.value.split(" ").map(Number);
      box.disabled = false;
      box.checked = true;
      box.addEventListener("change", () => {
        for (const card of cards) box.checked ? this.hidden.delete(card) : this.hidden.add(card);
        this.map.closePopup();
        this.refresh();
      });
    }
  }

  makeList() {
    for (const [card, item] of this.cards) {
      const button = item.querySelector(".gm-find"), marks = this.marks.get(card) ?? [];
      if (!button || !marks.length) continue;
      button.disabled = false;
      button.addEventListener("click", () => this.find(card, button));
      item.addEventListener("mouseenter", () => this.point(card, true));
      item.addEventListener("mouseleave", () => this.point(card, false));
    }
  }

  point(card, on) {
    for (const mark of this.marks.get(card) ?? []) mark.highlight(on);
    this.cards.get(card)?.classList.toggle("gm-on", on);
  }

  // --- pop-ups

  choose(pin, element) {
    if (pin.gathered.length && this.map.getZoom() < this.map.getMaxZoom()) {
      this.map.fitBounds(pin.bounds, { padding: [60, 60], animate: !this.stepsQuickly });
    } else {
      this.open(pin, pin.cards, element);
    }
  }

  /** From the list to the map: brings the card's marks into view and opens its pop-up. */
  find(card, button) {
    const marks = this.marks.get(card), bounds = L.latLngBounds([]);
    marks.forEach(mark => bounds.extend(mark.bounds));
    const frame = this.map.getContainer().getBoundingClientRect();
    if (frame.bottom < 120 || frame.top > innerHeight - 120) {
      this.map.getContainer().scrollIntoView({ block: "center", behavior: this.stepsQuickly ? "auto" : "smooth" });
    }
    if (!this.map.getBounds().pad(-0.04).contains(bounds)) {
      this.map.fitBounds(bounds, { padding: [80, 80], maxZoom: Math.max(this.map.getZoom(), this.view.fitted), animate: false });
    }
    const shown = marks.filter(mark => mark.shown);
    this.open(shown.find(mark => mark.arrow) ?? shown[0] ?? marks[0], [card], button);
  }

  /** ``opener`` gets the keyboard focus back when the pop-up closes. */
  open(mark, cards, opener) {
    const items = cards.map(card => this.cards.get(card)).filter(Boolean);
    if (!items.length) return;
    const content = document.createElement("div");
    content.tabIndex = -1;
    content.append(...items.map(popupCard));
    const narrow = this.map.getSize().x < 480;
    const popup = L.popup({ maxWidth: narrow ? 260 : 320, minWidth: narrow ? 200 : 240, maxHeight: Math.max(180, this.map.getSize().y * 0.55),
      autoPanPadding: [12, 12], offset: [0, mark.pin ? 2 - mark.radius : -2], className: "gm-popup" });
    popup.setLatLng(mark.anchor).setContent(content).openOn(this.map);
    const box = popup.getElement();
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", items[0].querySelector(".gm-find").textContent);
    if (opener) {
      content.focus({ preventScroll: true });
      popup.once("remove", () => { if (opener.isConnected) opener.focus({ preventScroll: true }); });
    }
  }
}

const isAt = (a, b) => Math.abs(a[0] - b[0]) < SAME_PLACE && Math.abs(a[1] - b[1]) < SAME_PLACE;

/** Which arrows begin, stop or end at which pin. */
function routesByPin(routes, pins) {
  const ends = pins.filter(pin => ["origin", "destination", "through", "via"].includes(pin.pin.role));
  return new Map(ends.map(pin => [pin, routes.filter(({ arrow: { path, stops } }) =>
    [path[0], path[path.length - 1], ...stops].some(point => isAt(point, pin.pin.point)))]));
}

/** A copy of a list item, with its heading as words instead of a button. */
function popupCard(item) {
  const card = document.createElement("div");
  card.className = `${item.className} gm-popup-card`;
  card.classList.remove("gm-on", "gm-off");
  for (const child of item.children) card.append(child.cloneNode(true));
  const button = card.querySelector(".gm-find"), heading = document.createElement("span");
  heading.dir = "auto";
  heading.append(button.textContent);
  button.replaceWith(heading);
  return card;
}

window.geomap = {
  start(map) {
    const page = document.documentElement;
    try {
      const data = JSON.parse(document.getElementById("gm-data").textContent);
      window.geomap.page = new GeomapPage(map, data);
      page.classList.add("gm-ready");
    } catch (error) {
      // A drawing is better than half a map.
      page.classList.replace("js", "no-js");
      console.error(error);
    }
  },
};
