// The charts of a report under a pointer or the keys: read a value, brush a stretch of time that all charts
// follow, mark what a finding is about. Nothing is loaded, nothing is sent; text is set as text.
'use strict';
(() => {
  const svgName = 'http://www.w3.org/2000/svg';
  const data = JSON.parse(document.getElementById('chart-data').textContent);
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];
  const plural = {
    jobsPerSecond: 'jobs/s', commandsPerSecond: 'commands/s', writesPerSecond: 'writes/s',
    callsPerSecond: 'calls/s', requestsPerSecond: 'requests/s', errorsPerSecond: 'errors/s',
    connectionsPerSecond: 'connections/s', statementsPerSecond: 'statements/s', plain: '', fold: 'x',
  };

  const number = (value, digits) =>
    Number(value.toPrecision(digits)).toLocaleString('en-US', { maximumFractionDigits: 6 });

  const duration = (seconds) => {
    if (seconds < 0.001) return `${number(seconds * 1e6, 2)} µs`;
    if (seconds < 1) return `${number(seconds * 1e3, 3)} ms`;
    if (seconds < 120) return `${number(seconds, 3)} s`;
    return `${number(seconds / 60, 3)} min`;
  };

  const bytes = (value) => {
    const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
    let index = 0;
    while (Math.abs(value) >= 1000 && index + 1 < units.length) { value /= 1000; index += 1; }
    return `${number(value, 3)} ${units[index]}`;
  };

  const written = (value, unit) => {
    if (unit === 'seconds') return value === 0 ? '0 s' : duration(value);
    if (unit === 'share') return `${number(value * 100, 3)}%`;
    if (unit === 'bytes') return bytes(value);
    return `${number(value, 4)} ${plural[unit] ?? unit}`.trim();
  };

  // Seconds since the first moment of all charts, as a time of day in UTC.
  const clock = (seconds, withSeconds) => {
    const text = new Date((data.base + seconds) * 1000).toISOString();
    return withSeconds ? text.slice(11, 19) : text.slice(11, 16);
  };

  const make = (name, attributes) => {
    const element = document.createElementNS(svgName, name);
    for (const key of Object.keys(attributes)) element.setAttribute(key, attributes[key]);
    return element;
  };

  const charts = data.charts.map((described) => {
    const figure = document.querySelector(`[data-chart="${described.number}"]`);
    const drawings = [...figure.querySelectorAll('.drawing')].map((drawing, index) => {
      const frame = described.frames[index];
      const plot = drawing.querySelector('.plot');
      const cross = plot.appendChild(make('path', { class: 'cross out', d: `M0 0V${frame.height}` }));
      const box = { y: 0, height: frame.height, x: 0, width: 0 };
      // Only what is painted feels the pointer, and most of a plot is not.
      plot.prepend(make('rect', { ...box, width: frame.width, class: 'touch' }));
      const selection = plot.appendChild(make('rect', { ...box, class: 'selection out' }));
      const marked = plot.appendChild(make('rect', { ...box, class: 'marked out' }));
      const moving = [...drawing.querySelectorAll('.at')].map((element) => ({
        element,
        time: Number(element.dataset.time) - data.base,
        y: /\S+(?=\)$)/.exec(element.getAttribute('transform'))[0],
      }));
      return { frame, plot, cross, selection, marked, moving, ticks: drawing.querySelector('.ticks') };
    });
    return { ...described, figure, drawings, output: figure.querySelector('output') };
  });
  if (charts.length === 0) return;

  const whole = {
    from: Math.min(...charts.map((chart) => chart.start)),
    to: Math.max(...charts.map((chart) => chart.end)),
  };
  // The shortest stretch that can be seen: two values.
  const shortest = 2 * data.step;
  let range = { ...whole };
  let moment = null;

  // The part of the range that a chart covers; a chart that lies outside of it stays as it is.
  const view = (chart) => {
    const from = Math.max(chart.start, range.from);
    const to = Math.min(chart.end, range.to);
    return to - from > 0 ? { from, to } : { from: chart.start, to: chart.end };
  };

  const place = (chart, frame, time) =>
    (time - chart.start) / (chart.end - chart.start) * frame.width;

  const drawTicks = (drawing, shown) => {
    const { frame, ticks } = drawing;
    const least = (shown.to - shown.from) * 70 / frame.width;
    const step = steps.find((candidate) => candidate >= least) ?? 86400;
    const first = Math.ceil((data.base + shown.from) / step) * step - data.base;
    const sample = ticks.querySelector('text');
    if (!sample) return;
    const line = ticks.querySelector('path');
    const parts = [];
    for (let time = first; time <= shown.to && parts.length < 80; time += step) {
      const x = frame.left + (time - shown.from) / (shown.to - shown.from) * frame.width;
      const mark = line.cloneNode();
      mark.setAttribute('d', `M${x} ${frame.top + frame.height}v5`);
      const label = sample.cloneNode();
      label.setAttribute('x', x);
      label.textContent = clock(time, step < 60);
      parts.push(mark, label);
    }
    ticks.replaceChildren(...parts);
  };

  const drawView = (chart) => {
    const shown = view(chart);
    for (const drawing of chart.drawings) {
      const { frame, plot, moving } = drawing;
      const x = place(chart, frame, shown.from);
      const width = place(chart, frame, shown.to) - x;
      plot.setAttribute('viewBox', `${x} 0 ${width} ${frame.height}`);
      for (const { element, time, y } of moving) {
        const share = (time - shown.from) / (shown.to - shown.from);
        element.classList.toggle('out', share < 0 || share > 1);
        element.setAttribute('transform', `translate(${frame.left + share * frame.width} ${y})`);
      }
      drawTicks(drawing, shown);
    }
  };

  const setRange = (from, to) => {
    const length = Math.max(shortest, to - from);
    const start = Math.min(Math.max(whole.from, from), whole.to - Math.min(length, whole.to - whole.from));
    range = { from: start, to: Math.min(whole.to, start + length) };
    charts.forEach(drawView);
    const isWhole = range.from === whole.from && range.to === whole.to;
    document.documentElement.dataset.zoom = isWhole ? 'whole' : 'part';
    say(isWhole ? 'The whole time is shown.' : `Shown: ${clock(range.from, true)} to ${clock(range.to, true)}.`);
  };

  const say = (text) => { for (const chart of charts) chart.output.textContent = text; };

  // The point nearest to a moment; nothing where the next one is far off, as there was no data.
  const nearest = (points, time) => {
    let low = 0;
    let high = points.length / 2 - 1;
    if (high < 0) return null;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (points[2 * middle] <= time) low = middle; else high = middle;
    }
    const best = Math.abs(points[2 * low] - time) <= Math.abs(points[2 * high] - time) ? low : high;
    const reach = Math.max(3 * data.step, (whole.to - whole.from) / 100);
    return Math.abs(points[2 * best] - time) <= reach ? points[2 * best + 1] : null;
  };

  const values = (chart, time) => chart.probes.map((probe) => {
    const value = nearest(probe.points, time);
    return `${probe.name}: ${value === null ? 'no data' : written(value, probe.unit)}`;
  });

  const point = (time) => {
    moment = Math.min(Math.max(time, range.from), range.to);
    for (const chart of charts) {
      for (const { cross, frame } of chart.drawings) {
        const x = place(chart, frame, moment);
        cross.setAttribute('d', `M${x} 0V${frame.height}`);
        cross.classList.toggle('out', moment < chart.start || moment > chart.end);
      }
      chart.output.textContent = [clock(moment, true) + ' UTC', ...values(chart, moment)].join(' · ');
    }
  };

  const timeAt = (chart, drawing, event) => {
    const box = drawing.plot.getBoundingClientRect();
    const shown = view(chart);
    const share = Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
    return shown.from + share * (shown.to - shown.from);
  };

  const listen = (chart, drawing) => {
    const { plot, selection, frame } = drawing;
    let start = null;
    plot.addEventListener('pointerdown', (event) => {
      start = timeAt(chart, drawing, event);
      plot.setPointerCapture(event.pointerId);
    });
    plot.addEventListener('pointermove', (event) => {
      const time = timeAt(chart, drawing, event);
      point(time);
      if (start === null) return;
      const x = place(chart, frame, Math.min(start, time));
      selection.setAttribute('x', x);
      selection.setAttribute('width', place(chart, frame, Math.max(start, time)) - x);
      selection.classList.remove('out');
    });
    const finish = (event) => {
      if (start === null) return;
      const end = timeAt(chart, drawing, event);
      const shown = view(chart);
      // A shorter way is a click.
      if (event.type === 'pointerup' && Math.abs(end - start) > (shown.to - shown.from) / 100) {
        setRange(Math.min(start, end), Math.max(start, end));
      }
      start = null;
      selection.classList.add('out');
    };
    plot.addEventListener('pointerup', finish);
    plot.addEventListener('pointercancel', finish);
  };

  const zoom = (factor) => {
    const center = moment ?? (range.from + range.to) / 2;
    const length = (range.to - range.from) * factor;
    const share = (center - range.from) / (range.to - range.from);
    setRange(center - share * length, center + (1 - share) * length);
  };

  const keys = (event) => {
    const step = (range.to - range.from) / (event.shiftKey ? 10 : 100);
    const at = moment ?? range.from;
    const actions = {
      ArrowRight: () => point(at + step), ArrowLeft: () => point(at - step),
      Home: () => point(range.from), End: () => point(range.to),
      '+': () => zoom(0.5), '=': () => zoom(0.5), '-': () => zoom(2),
      Escape: () => setRange(whole.from, whole.to), 0: () => setRange(whole.from, whole.to),
    };
    if (event.target !== event.currentTarget || !actions[event.key]) return;
    actions[event.key]();
    event.preventDefault();
  };

  const mark = (from, to) => {
    for (const chart of charts) {
      for (const { marked, frame } of chart.drawings) {
        const low = place(chart, frame, Math.max(chart.start, from));
        const high = place(chart, frame, Math.min(chart.end, to));
        marked.setAttribute('x', low);
        marked.setAttribute('width', Math.max(0, high - low));
        marked.classList.toggle('out', high <= low);
      }
    }
  };

  for (const chart of charts) {
    chart.drawings.forEach((drawing) => listen(chart, drawing));
    chart.figure.addEventListener('keydown', keys);
    const [nearer, farther, all] = chart.figure.querySelectorAll('.tools button');
    nearer.addEventListener('click', () => zoom(0.5));
    farther.addEventListener('click', () => zoom(2));
    all.addEventListener('click', () => setRange(whole.from, whole.to));
  }

  for (const finding of document.querySelectorAll('.finding')) {
    const lines = finding.querySelector('details');
    const show = () => mark(Number(finding.dataset.from) - data.base, Number(finding.dataset.to) - data.base);
    lines.addEventListener('toggle', () => { if (lines.open) show(); });
    finding.querySelector('h3').addEventListener('click', () => { lines.open = !lines.open; });
  }

  for (const hidden of document.querySelectorAll('.without-script')) hidden.classList.remove('without-script');

  // On paper nothing can be opened.
  let opened = [];
  window.addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open])')];
    for (const details of opened) details.open = true;
  });
  window.addEventListener('afterprint', () => { for (const details of opened) details.open = false; });
})();
