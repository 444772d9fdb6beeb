// A picture of a chart has a white ground and dark text whatever the theme: it goes into documents. Plotly copies figure
// and layout at once when its button is clicked; just before that they are exchanged, and put back right after.
// The colours are care.charts.DARK's and LIGHT's (a test compares them).
(() => {
  if (window.carePictures) return
  window.carePictures = true
  const light = {
    '#e4edf1': '#17262f',
    '#9fb1bb': '#566874',
    '#2b3b44': '#e2e9ed',
    '#263640': '#e6edf0',
    '#49b1c9': '#0b6b82',
    '#2f6574': '#9cc3ce',
    '#2f7f94': '#6fb0c2',
    '#f0855a': '#c2451c',
    '#e3b23c': '#c78a12',
    '#0c171d': '#ffffff',
    '#2c7f95': '#4fa3bd',
    '#8fd0de': '#a9cdd8',
    '#d8b45c': '#c9a44a',
    '#a593d1': '#7c6aa6',
    '#8496a0': '#8a98a1',
    '#1d4450': '#d7e8ed',
    '#8fe0f2': '#07485a',
  }
  const drawn = (one) => {
    if (typeof one === 'string') return light[one.toLowerCase()] ?? one
    if (Array.isArray(one)) return one.map(drawn)
    if (one === null || Object.getPrototypeOf(one) !== Object.prototype) return one
    return Object.fromEntries(Object.entries(one).map(([key, value]) => [key, drawn(value)]))
  }
  document.addEventListener('click', (event) => {
    const chart = event.target.closest?.('.modebar-btn')?.closest('.js-plotly-plot')
    if (!chart) return
    const {data, layout} = chart
    chart.data = drawn(data)
    chart.layout = {...drawn(layout), paper_bgcolor: '#ffffff'}
    setTimeout(() => Object.assign(chart, {data, layout}), 0)
  }, true)
})()
