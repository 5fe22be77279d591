const style = `
:root { color-scheme: light dark; --line: light-dark(#e2e2dc, #36363a); --soft: light-dark(#6b6b66, #a3a3a0);
  --paper: light-dark(#fff, #1b1b1e); --ground: light-dark(#f6f6f2, #141416); --mark: light-dark(#0f6b5c, #5fd0bb) }
* { box-sizing: border-box }
body { margin: 0; height: 100dvh; display: grid; grid-template: auto 1fr / minmax(16rem, 24rem) 1fr;
  font: 15px/1.45 system-ui, sans-serif; background: var(--ground) }
header { grid-column: 1 / -1; display: flex; gap: 1rem; align-items: center; padding: .6rem 1rem;
  border-bottom: 1px solid var(--line) }
h1 { font-size: 1rem; margin: 0 }
input { flex: 1; max-width: 26rem; font: inherit; padding: .4rem .7rem; border: 1px solid var(--line); border-radius: 8px }
ol { list-style: none; margin: 0; padding: 0; overflow: auto; border-right: 1px solid var(--line) }
li button { all: unset; box-sizing: border-box; width: 100%; padding: .7rem 1rem; cursor: pointer;
  border-bottom: 1px solid var(--line) }
li button:focus-visible { outline: 2px solid var(--mark); outline-offset: -2px }
li button[aria-current=true] { background: var(--paper); box-shadow: inset 3px 0 var(--mark) }
small, dt { color: var(--soft) }
li small { display: flex; justify-content: space-between; gap: 1rem }
li strong, li small span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
li strong { display: block }
main { display: flex; flex-direction: column; min-width: 0; background: var(--paper); overflow: auto; padding: 1rem }
main h2 { margin: 0 0 .5rem; font-size: 1.15rem }
dl { display: grid; grid-template-columns: auto 1fr; gap: .1rem .8rem; margin: 0 0 .6rem }
dd { margin: 0; overflow-wrap: anywhere }
nav { display: flex; gap: .6rem; flex-wrap: wrap; margin-bottom: .6rem }
nav:empty { display: none }
nav a, nav button { font: inherit; color: inherit; background: none; text-decoration: none; cursor: pointer;
  padding: .2rem .7rem; border: 1px solid var(--line); border-radius: 99px }
nav button[aria-pressed=true] { border-color: var(--mark); color: var(--mark) }
iframe { flex: 1; min-height: 24rem; border: 1px solid var(--line); border-radius: 8px; background: #fff }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 }
.empty { color: var(--soft); margin: auto; text-align: center }
@media (max-width: 44rem) { body { grid-template: auto 40% 1fr / 1fr } ol { border-right: 0 } }
`

const script = `
const texts = {
  es: { title: 'Buzón', search: 'Buscar', none: 'Aquí aparecen los correos que envía la aplicación.', pick: 'Elige un correo.',
    from: 'De', to: 'Para', reply: 'Responder a', at: 'Enviado', text: 'Texto' },
  ca: { title: 'Bústia', search: 'Cerca', none: "Aquí apareixen els correus que envia l'aplicació.", pick: 'Tria un correu.',
    from: 'De', to: 'Per a', reply: 'Respon a', at: 'Enviat', text: 'Text' },
  en: { title: 'Mailbox', search: 'Search', none: 'The mails that the application sends appear here.', pick: 'Choose a mail.',
    from: 'From', to: 'To', reply: 'Reply to', at: 'Sent', text: 'Text' },
}
const language = (navigator.languages ?? []).map((tag) => tag.slice(0, 2)).find((tag) => texts[tag]) ?? 'es'
const t = texts[language]
const at = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
const $ = (query) => document.querySelector(query)
const make = (tag, props = {}, ...children) => { const node = Object.assign(document.createElement(tag), props); node.append(...children); return node }
let shown, seen = '', view = 'html'
document.documentElement.lang = language
document.title = $('h1').textContent = t.title
$('input').placeholder = t.search
$('input').ariaLabel = t.search

function body(mail) {
  if (view === 'text' || !mail.html) return make('pre', { textContent: mail.text ?? '' })
  const frame = make('iframe', { srcdoc: '<base target="_blank">' + mail.html, title: mail.subject })
  frame.setAttribute('sandbox', 'allow-popups allow-popups-to-escape-sandbox')
  return frame
}

function show(mail) {
  shown = mail.id
  const rows = [[t.from, mail.from], [t.to, mail.to.join(', ')], [t.reply, mail.reply_to?.join(', ')], [t.at, at.format(new Date(mail.sentAt))]]
  const files = (mail.attachments ?? []).map((file, i) => make('a', { href: '/mails/' + mail.id + '/attachments/' + i, textContent: '📎 ' + file.filename, download: file.filename }))
  const views = mail.html && mail.text ? ['html', 'text'].map((name) => {
    const button = make('button', { textContent: name === 'html' ? 'HTML' : t.text, onclick: () => { view = name; show(mail) } })
    button.setAttribute('aria-pressed', String(view === name))
    return button
  }) : []
  $('main').replaceChildren(make('h2', { textContent: mail.subject }),
    make('dl', {}, ...rows.filter(([, value]) => value).flatMap(([name, value]) => [make('dt', { textContent: name }), make('dd', { textContent: value })])),
    make('nav', {}, ...views, ...files), body(mail))
  for (const button of document.querySelectorAll('li button')) button.setAttribute('aria-current', String(button.dataset.id === mail.id))
}

function item(mail) {
  const button = make('button', { onclick: () => show(mail) },
    make('small', {}, make('span', { textContent: mail.to.join(', ') }), make('time', { textContent: at.format(new Date(mail.sentAt)) })),
    make('strong', { textContent: mail.subject }))
  button.dataset.id = mail.id
  button.setAttribute('aria-current', String(mail.id === shown))
  return make('li', {}, button)
}

async function refresh() {
  const search = $('input').value
  const mails = await fetch('/mails?search=' + encodeURIComponent(search)).then((answer) => answer.json()).catch(() => undefined)
  if (!mails) return
  const now = search + mails.map(({ id }) => id).join()
  if (now === seen) return
  seen = now
  $('ol').replaceChildren(...mails.map(item))
  if (!shown) $('main').replaceChildren(make('p', { className: 'empty', textContent: mails.length ? t.pick : t.none }))
}
$('input').oninput = refresh
setInterval(refresh, 1500)
refresh()
`

/** One page without any other file; the mails themselves are shown in a frame that may run no script. */
export const mailboxPage = `<!doctype html>
<html lang="es">
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Buzón</title>
<link rel="icon" href="data:,">
<style>${style}</style>
<header><h1></h1><input type="search"></header>
<ol></ol>
<main></main>
<script type="module">${script}</script>
</html>
`
