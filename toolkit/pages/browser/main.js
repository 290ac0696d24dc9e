// The page's script: draws the kernel's widgets with the pages' own templates, compiled beforehand.
import "vuetify/styles"
import { createApp, h, toRefs } from "vue"
import { createVuetify } from "vuetify"
import { parts, views } from "./views.js"
import "./guong-sang.css"
import "./icons.css"
import "virtual:icons.css"
import { add, attach, hear, models, say } from "./models.js"
import { connect } from "./wire.js"

const bound = new WeakMap() // model → its component

// One component a widget: its template, with the traits and the events as its own.
function component(model) {
  if (!bound.has(model)) bound.set(model, bind(views[model.traits.template], model))
  return bound.get(model)
}

function bind(view, model) {
  return {
    extends: view,
    setup() {
      const free = model.traits.events.filter(name => !(name in (view.methods || {})))
      const events = free.map(name => [name, (data, buffers) => say(model, name, data, buffers)])
      return { ...toRefs(model.traits), ...Object.fromEntries(events) }
    },
    mounted() {
      this.$options.told = ({ method, args }, buffers) => this["jupyter_" + method]?.(...args, buffers)
      model.listeners.add(this.$options.told)
    },
    unmounted() { model.listeners.delete(this.$options.told) }
  }
}

const Widget = {
  props: ["widget"],
  setup: props => () => {
    const model = models.get(props.widget.replace("IPY_MODEL_", ""))
    return model ? h(component(model)) : null
  }
}

function start({ widgets, shown }) {
  for (const [id, state] of Object.entries(widgets)) add(id, state)
  const app = createApp({ render: () => shown.map(widget => h(Widget, { widget })) })
  app.use(createVuetify({ theme: { defaultTheme: "light" } }))
  for (const [name, part] of Object.entries(parts)) app.component(name, part)
  app.component("jupyter-widget", Widget)
  app.mount("#gs-page")
}

window.guongSang.ready.then(({ kernel, page, wired, drawn }) => {
  attach(connect(kernel, hear, wired))
  start(page)
  drawn()
})
// What else may be drawn: tests bring views of their own.
Object.assign(window.guongSang, { views, h })
