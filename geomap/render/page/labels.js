// Label placement at every zoom: the same candidates and costs as the static map's (they come with the data).
//
// Labels are placed in order of importance; each takes the cheapest of its candidate positions, where cost grows with
// every label, symbol or arrow it would cover. A pin of the story is always labelled unless nothing at all is free; pins
// that almost lie on each other share one label.

const ROOM = 11000;          // square pixels of map for each town that only helps the reader
const CELL = 64;             // pixels; boxes are kept by grid cell, so that a crowded map stays quick

/** Boxes and line points already on the map. */
class Taken {
  constructor() { this.cells = new Map(); }

  *around(box) {
    for (let column = Math.floor(box[0] / CELL); column <= Math.floor(box[2] / CELL); column++) {
      for (let row = Math.floor(box[1] / CELL); row <= Math.floor(box[3] / CELL); row++) {
        yield column * 4096 + row;
      }
    }
  }

  add(box, kind, owner = null) {
    const entry = { box, kind, owner };
    for (const key of this.around(box)) {
      const cell = this.cells.get(key);
      cell ? cell.push(entry) : this.cells.set(key, [entry]);
    }
  }

  /** What ``box`` would cover, each once, leaving out what belongs to ``owner``. */
  covered(box, owner) {
    const found = new Set();
    for (const key of this.around(box)) {
      for (const entry of this.cells.get(key) ?? []) {
        const other = entry.box, isOwn = owner !== null && entry.owner === owner;
        if (!isOwn && box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]) found.add(entry);
      }
    }
    return found;
  }
}

/** Candidate boxes around a symbol of radius ``r``: right, left, above and below, best first. */
function aroundSymbol(p, r, w, h, weights) {
  const gap = r + 3, slant = r * 0.7 + 1;
  const spots = {
    right: [gap, -h / 2], left: [-gap - w, -h / 2],
    upperRight: [slant, -h - slant * 0.4], lowerRight: [slant, slant * 0.4],
    upperLeft: [-slant - w, -h - slant * 0.4], lowerLeft: [-slant - w, slant * 0.4],
    above: [-w / 2, -h - gap + 1], below: [-w / 2, gap - 1],
  };
  return Object.entries(spots).map(([name, [dx, dy]]) =>
    ({ box: [p.x + dx, p.y + dy, p.x + dx + w, p.y + dy + h], side: dx >= 0 ? "right" : dx <= -w ? "left" : "middle",
      cost: weights.positions[name] }));
}

/** The items in groups that share a label, each with the first to lie near it. */
function shareLabels(items, within) {
  const groups = [];
  for (const item of items) {
    const near = item.shares && groups.find(([first]) => first.shares && distance(first.at, item.at) < within);
    near ? near.push(item) : groups.push([item]);
  }
  return groups;
}

/** Middle and radius of a circle around the symbols of ``items``. */
function circleAround(items) {
  const middle = L.bounds(items.map(({ at }) => at)).getCenter();
  return { middle, radius: Math.max(...items.map(({ at, radius }) => distance(at, middle) + radius)) };
}

/** "Khartoum, Omdurman and 3 more", each name in its own style. */
function namesOf(items, most) {
  const named = items.length > most ? items.slice(0, 2) : items, more = items.length - named.length;
  const piece = (text, style) => {
    const span = document.createElement("span");
    span.className = style;
    span.append(text);
    return span;
  };
  const names = named.flatMap(({ text, kind }, i) => [i ? ", " : "", piece(text, `gm-label-${kind}`)]);
  return more ? [...names, " ", piece(`and ${more} more`, "gm-more")] : names;
}

const Labels = L.Layer.extend({
  /**
   * ``items``: {text, sub, kind, point | spots, radius, rank, needed, zoom, shown()}; ``shares``: may share its label with
   * symbols close by; ``region``: what it names, once unless far apart.
   */
  initialize(items, weights, obstacles) {
    this._items = [...items].sort((a, b) => a.rank - b.rank);
    this._weights = weights;
    this._obstacles = obstacles;
  },

  onAdd(map) {
    const pane = map.createPane("geomap-labels");
    pane.style.zIndex = 640;
    pane.style.pointerEvents = "none";
    pane.setAttribute("aria-hidden", "true");
    for (const item of this._items) {
      const element = document.createElement("div");
      element.className = `gm-label gm-label-${item.kind}`;
      element.dir = "auto";
      item.element = element;
      this._write(item, [item]);
      pane.append(element);
      if (item.dot) {
        item.mark = document.createElement("div");
        item.mark.className = `gm-dot gm-dot-${item.dot}`;
        pane.append(item.mark);
      }
    }
    this._pane = pane;
    map.on("zoomstart", this._hide, this);
    map.on("zoomend moveend resize viewreset", this.update, this);
    document.fonts?.ready.then(() => this.remeasure());
    this.update();
  },

  _hide() { this._pane.classList.add("gm-moving"); },

  /** Sets the words of ``item``'s label: its own name, or those of all in ``group`` that share it. */
  _write(item, group) {
    const words = group.map(({ text }) => text).join("\n");
    if (words === item.words) return;
    item.words = words;
    item.size = null;
    const isShared = group.length > 1;
    item.element.classList.toggle("gm-shared", isShared);
    item.element.replaceChildren(...isShared ? namesOf(group, this._weights.most_names) : [item.text]);
    if (item.sub && group.every(({ sub }) => sub === item.sub)) {
      const sub = document.createElement("small");
      sub.dir = "auto";
      sub.append(item.sub);
      item.element.append(sub);
    }
  },

  remeasure() {
    for (const item of this._items) item.size = null;
    this.update();
  },

  /** Sizes of all labels not measured yet; one layout of the page for all of them. */
  _measure(items) {
    for (const item of items) {
      if (!item.size) item.size = [item.element.offsetWidth, item.element.offsetHeight];
    }
  },

  update() {
    const map = this._map;
    if (!map) return;
    const zoom = map.getZoom(), corner = map.containerPointToLayerPoint([0, 0]), size = map.getSize();
    const view = [corner.x, corner.y, corner.x + size.x, corner.y + size.y];
    const taken = new Taken();
    this._obstacles(taken, corner);
    const inView = p => p.x > view[0] && p.x < view[2] && p.y > view[1] && p.y < view[3];
    const wanted = [];
    for (const item of this._items) {
      const visible = item.shown() && zoom >= (item.zoom ?? 0);
      item.at = item.point ? map.latLngToLayerPoint(item.point) : null;
      item.named = item.region ? item.at ?? map.latLngToLayerPoint(item.spots[0]) : null;
      if (visible && (!item.at || inView(item.at))) wanted.push(item);
      else this._setVisible(item, false);
    }
    const groups = shareLabels(wanted, this._weights.share_within), labelled = groups.map(([first]) => first);
    for (const group of groups) {
      const [first, ...others] = group;
      this._write(first, group);
      first.circle = first.at && circleAround(group);
      others.forEach(item => this._setVisible(item, false));
      for (const { at, dot, radius: r } of group) {
        if (at && !dot) taken.add([at.x - r, at.y - r, at.x + r, at.y + r], "symbol", first);
      }
    }
    this._measure(labelled);
    this.overflow = [0, 0, 0, 0];
    this._regions = [];
    let towns = size.x * size.y / ROOM;
    for (const item of labelled) {
      if (item.kind === "city" && towns < 1 || item.region && this._isNamed(item)) this._setVisible(item, false);
      else this._place(item, taken, view);
      if (item.region && item.visible) this._regions.push(item);
      towns -= item.dot && item.visible ? 1 : 0;
    }
    this._pane.classList.remove("gm-moving");
  },

  _place(item, taken, view) {
    const { needed, size: [w, h] } = item, weights = this._weights;
    const candidates = item.at ? aroundSymbol(item.circle.middle, item.circle.radius, w, h, weights)
      : item.spots.map((spot, i) => {
        const p = this._map.latLngToLayerPoint(spot);
        return { box: [p.x - w / 2, p.y - h / 2, p.x + w / 2, p.y + h / 2], cost: i * weights.next_spot };
      });
    if (item.dot && this._coversSymbol(item, taken)) return this._setVisible(item, false);
    let best = null, side = "middle", lowest = needed ? weights.give_up_needed : weights.give_up;
    for (const candidate of candidates) {
      const { box, cost } = candidate;
      let sum = cost;
      const { margin } = weights;
      if (box[0] < view[0] + margin || box[1] < view[1] + margin || box[2] > view[2] - margin || box[3] > view[3] - margin) {
        if (!needed) continue;
        sum += weights.edge;
      }
      if (sum >= lowest) continue;
      for (const { kind } of taken.covered([box[0] - 1, box[1], box[2] + 1, box[3]], item)) sum += weights.cover[kind] ?? weights.edge;
      if (sum < lowest) {
        lowest = sum;
        best = box;
        side = candidate.side;
      }
    }
    this._setVisible(item, best !== null);
    if (!best) return;
    if (needed) {
      const o = this.overflow;
      this.overflow = [Math.max(o[0], view[0] + 4 - best[0]), Math.max(o[1], view[1] + 4 - best[1]),
        Math.max(o[2], best[2] - view[2] + 4), Math.max(o[3], best[3] - view[3] + 4)];
    }
    item.element.classList.toggle("gm-right", side === "right");
    item.element.classList.toggle("gm-left", side === "left");
    item.element.style.transform = `translate(${Math.round(best[0])}px,${Math.round(best[1])}px)`;
    taken.add(best, "label", item);
    if (item.mark) {
      item.mark.style.transform = `translate(${item.at.x}px,${item.at.y}px)`;
      taken.add([item.at.x - 3, item.at.y - 3, item.at.x + 3, item.at.y + 3], "symbol", item);
    }
  },

  /** Whether a label placed before names ``item``'s region near by. */
  _isNamed(item) {
    const { same_region } = this._weights;
    return this._regions.some(({ region, named }) => region === item.region && distance(named, item.named) < same_region);
  },

  _coversSymbol(item, taken) {
    const { x, y } = item.at;
    return taken.covered([x - 3, y - 3, x + 3, y + 3], item).size > 0;
  },

  _setVisible(item, on) {
    item.visible = on;
    item.element.classList.toggle("gm-shown", on);
    item.mark?.classList.toggle("gm-shown", on);
  },
});
