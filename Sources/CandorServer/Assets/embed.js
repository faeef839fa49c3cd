// <candor-experience name="tastes">: an experience inside a page of another site.
// Attributes: token (who is there, signed), resume (the session outlives a reload), data-prefill-NAME.
// Events: candor-answered, candor-closed, candor-failed. None carries an answer.
const home = new URL(".", import.meta.url)
const policy = globalThis.trustedTypes?.createPolicy("candor-experience", { createHTML: html => html })
const unreachable = { status: 0, title: "The questions cannot be reached." }
const place = `candor ${home.origin}`
const inPlace = /^\/(e\/|me\/(erase|consents)\b)/
let style

async function sheet() {
  const made = new CSSStyleSheet()
  made.replaceSync(await (await fetch(new URL("embed/candor.css", home), { credentials: "omit" })).text())
  return made
}

class CandorExperience extends HTMLElement {
  static observedAttributes = ["token"]
  #session
  #root = this.attachShadow({ mode: "open" })
  #page = document.createElement("div")
  #told = document.createElement("p")
  #isBusy = false
  #begun

  connectedCallback() {
    if (this.#begun) return
    this.#told.className = "aloud"
    this.#told.setAttribute("role", "status")
    this.#root.append(this.#page, this.#told)
    this.#root.addEventListener("submit", event => this.#send(event))
    this.#root.addEventListener("click", event => this.#follow(event))
    this.#begun = this.#begin()
  }

  attributeChangedCallback(_, before, token) {
    if (this.#begun && token && token !== before) this.#begun = this.#begun.then(() => this.#identify(token))
  }

  async #begin() {
    try {
      style ??= sheet()
      this.#root.adoptedStyleSheets = [await style]
      if (this.hasAttribute("resume")) try { this.#session = sessionStorage.getItem(place) } catch {}
      const token = this.getAttribute("token"), query = new URLSearchParams()
      if (token && !await this.#identify(token)) return
      for (const { name, value } of this.attributes) {
        if (name.startsWith("data-prefill-")) query.append(name.slice(13), value)
      }
      await this.#show(`/e/${encodeURIComponent(this.getAttribute("name"))}?${query}`, {}, false)
    } catch {
      style = undefined
      this.#fail(unreachable)
    }
  }

  #keep(session) {
    this.#session = session
    if (this.hasAttribute("resume")) try { sessionStorage.setItem(place, session ?? "") } catch {}
  }

  #call(path, options = {}) {
    const headers = { ...options.headers }
    if (this.#session) headers.Authorization = `Bearer ${this.#session}`
    return fetch(new URL(path, home), { ...options, headers, credentials: "omit" })
  }

  /** Begins a session. Gives what is wrong, if something is. */
  async #ask(path, body) {
    const reply = await this.#call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) })
    const said = await reply.json()
    if (!reply.ok) return said
    this.#keep(said.session)
  }

  async #identify(token) {
    let wrong = this.#session ? await this.#ask("embed/claims", { token }) : {}
    // A token that is refused does not cost what was told before.
    if (wrong && !wrong.errors?.some(it => it.field.startsWith("token"))) {
      this.#session = null
      wrong = await this.#ask("embed/sessions", { token })
    }
    return !wrong || this.#fail(wrong)
  }

  #fail({ status, title, errors }) {
    this.#told.classList.remove("aloud")
    this.#told.textContent = title
    this.#emit("failed", { status, title, errors })
    return false
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(`candor-${name}`, { detail: { experience: this.getAttribute("name"), ...detail } }))
  }

  async #send(event) {
    event.preventDefault()
    const form = event.target
    const body = new URLSearchParams(new FormData(form, event.submitter))
    try {
      const wrong = this.#session ? null : await this.#ask("embed/sessions", {})
      if (wrong) return this.#fail(wrong)
    } catch {
      return this.#fail(unreachable)
    }
    await this.#show(form.getAttribute("action"), { method: "POST", body })
  }

  #follow(event) {
    const link = event.target.closest?.("a[href]"), path = link?.getAttribute("href")
    if (!path || !/^[/#]/.test(path) || link.target) return
    event.preventDefault()
    if (path === "/") return this.#close()
    if (path[0] === "#") return this.#root.getElementById(path.slice(1))?.focus()
    this.#show(path)
  }

  #close() {
    this.hidden = true
    this.#emit("closed")
  }

  /** Fetches a page and puts it in the place of the one before. */
  async #show(path, options, isMoved = true) {
    if (this.#isBusy) return
    this.#isBusy = true
    try {
      const reply = await this.#call(`embed${path}`, options)
      if (reply.status === 401) {
        this.#keep(null)
        return this.#fail({ status: 401, title: "This took too long. Load the page again." })
      }
      const html = await reply.text()
      const parsed = new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html")
      const page = parsed.querySelector(".page")
      if (!page) return this.#fail({ status: reply.status, title: "This cannot be shown here." })
      for (const link of page.querySelectorAll("a[href^='/']")) {
        const to = link.getAttribute("href")
        if (to === "/" || inPlace.test(to)) continue
        link.href = new URL(to.slice(1), home)
        link.target = "_blank"
        link.rel = "noopener"
      }
      this.#page.replaceChildren(document.adoptNode(page))
      page.querySelectorAll("script").forEach(it => it.remove())
      const heading = page.querySelector(".summary, h1") ?? page
      heading.tabIndex = -1
      this.#told.classList.add("aloud")
      this.#told.textContent = page.querySelector(".progress")?.textContent ?? ""
      if (isMoved) heading.focus()
      if (options?.method && /\/outcome$/.test(new URL(reply.url).pathname)) this.#emit("answered")
    } catch {
      this.#fail(unreachable)
    } finally {
      this.#isBusy = false
    }
  }
}

customElements.define("candor-experience", CandorExperience)
