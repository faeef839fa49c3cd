// <candor-experience name="tastes">: an experience inside a page of another site.
// Attributes: token (a signed JSON Web Token that says who is there), resume (the session outlives a
// reload of this tab), data-prefill-NAME (what stands in a field before it is answered).
// Events: candor-answered, candor-closed, candor-failed. None of them carries an answer.
const home = new URL(".", import.meta.url)
const policy = globalThis.trustedTypes?.createPolicy("candor-experience", { createHTML: html => html })
const inPlace = /^\/(e\/|me\/(erase|consents)\b)/
let style

async function sheet() {
  const made = new CSSStyleSheet()
  made.replaceSync(await (await fetch(new URL("embed/candor.css", home), { credentials: "omit" })).text())
  return made
}

class CandorExperience extends HTMLElement {
  static observedAttributes = ["token"]
  #session = null
  #root = this.attachShadow({ mode: "open" })
  #page = document.createElement("div")
  #told = document.createElement("p")
  #isBusy = false
  #begun = null

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

  /** Ends the session: what was told stays with whoever told it. */
  async leave() {
    if (this.#session) await this.#call("embed/sessions", { method: "DELETE" })
    this.#keep(null)
  }

  async #begin() {
    try {
      style ??= sheet()
      this.#root.adoptedStyleSheets = [await style]
    } catch {
      style = undefined
      return this.#fail(0, "The questions cannot be reached.")
    }
    if (this.hasAttribute("resume")) try { this.#session = sessionStorage.getItem(this.#place) } catch {}
    if (this.hasAttribute("token") && !await this.#identify(this.getAttribute("token"))) return
    await this.#start()
  }

  #start() {
    const filled = Object.entries(this.dataset).filter(([key]) => key.startsWith("prefill"))
    const query = new URLSearchParams()
    for (const { name, value } of this.attributes) if (filled.length && name.startsWith("data-prefill-")) query.append(name.slice(13), value)
    return this.#show(`/e/${encodeURIComponent(this.getAttribute("name"))}${filled.length ? `?${query}` : ""}`, {}, false)
  }

  get #place() { return `candor ${home.origin}` }

  #keep(session) {
    this.#session = session
    if (this.hasAttribute("resume")) try {
      session ? sessionStorage.setItem(this.#place, session) : sessionStorage.removeItem(this.#place)
    } catch {}
  }

  #call(path, options = {}) {
    const headers = { ...options.headers }
    if (this.#session) headers.Authorization = `Bearer ${this.#session}`
    return fetch(new URL(path, home), { ...options, headers, credentials: "omit", referrerPolicy: "no-referrer" })
  }

  async #ask(path, body) {
    const reply = await this.#call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) })
    const said = await reply.json()
    if (!reply.ok) return this.#fail(reply.status, said.title, said.errors)
    this.#keep(said.session)
    return true
  }

  async #identify(token) {
    if (this.#session && await this.#call("embed/claims", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ token }) }).then(async reply => {
      if (!reply.ok) return false
      this.#keep((await reply.json()).session)
      return true
    })) return true
    this.#keep(null)
    return this.#ask("embed/sessions", { token })
  }

  #fail(status, title, errors) {
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
    if (!this.#session && !await this.#ask("embed/sessions", {})) return
    await this.#show(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(new FormData(form, event.submitter)) })
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
        return this.#fail(401, "This took too long. Load the page again to begin anew.")
      }
      const html = await reply.text()
      const parsed = new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html")
      const page = parsed.querySelector(".page")
      if (!page) return this.#fail(reply.status, "The questions cannot be shown here.")
      for (const script of page.querySelectorAll("script")) script.remove()
      for (const link of page.querySelectorAll("a[href^='/']")) {
        const to = link.getAttribute("href")
        if (to === "/" || inPlace.test(to)) continue
        link.href = new URL(to.slice(1), home)
        link.target = "_blank"
        link.rel = "noopener"
      }
      this.#page.replaceChildren(document.adoptNode(page))
      const heading = page.querySelector(".summary, h1") ?? page
      this.#told.classList.add("aloud")
      this.#told.textContent = page.querySelector(".progress")?.textContent ?? ""
      if (isMoved) {
        heading.tabIndex = -1
        heading.focus()
      }
      if (options?.method && /\/outcome$/.test(new URL(reply.url).pathname)) this.#emit("answered")
    } catch {
      this.#fail(0, "The questions cannot be reached. Try again.")
    } finally {
      this.#isBusy = false
    }
  }
}

customElements.define("candor-experience", CandorExperience)
