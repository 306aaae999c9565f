package cut

import "strings"

// Shape is a way in which a publisher ends a page's story: a gate with the
// markup of one supplier, or what may stand after a whole story.
type Shape struct {
	Name string
	// markup is a fragment of HTML with places for the words.
	markup string
}

// Fragment returns the shape's HTML in a language, in English where the
// language has no wording.
func (s Shape) Fragment(lang string) string {
	w, ok := wordings[lang]
	if !ok {
		w = wordings["en"]
	}
	return strings.NewReplacer(
		"{heading}", w.heading, "{copy}", w.copy, "{button}", w.button, "{login}", w.login, "{support}", w.support,
		"{letter}", w.letter, "{donate}", w.donate, "{comment}", w.comment, "{email}", w.email,
	).Replace(s.markup)
}

// Gates are the shapes that stand where a story was cut.
var Gates = []Shape{
	{Name: "plain box", markup: `<div class="paywall"><h3>{heading}</h3><p>{copy}</p><a class="button" href="/subscribe">{button}</a><p><a href="/login">{login}</a></p></div>`},
	{Name: "plain paragraphs", markup: `<p><strong>{heading}</strong></p><p>{copy}</p><p><a href="/abo/checkout">{button}</a></p>`},
	{Name: "Piano", markup: `<div class="tp-container-inner" id="piano-inline"><div class="tp-modal"><h2>{heading}</h2><div>{copy}</div><button class="tp-btn">{button}</button><a href="https://buy.tinypass.com/checkout">{login}</a></div></div>`},
	{Name: "Poool", markup: `<div id="poool-widget" class="poool-widget"><div class="p3-title">{heading}</div><div>{copy}</div><a href="/offres">{button}</a><a href="/login">{login}</a></div>`},
	{Name: "Zephr", markup: `<div class="zephr-registration" data-zephr-feature="gate"><h2>{heading}</h2><p>{copy}</p><form action="/register"><input type="email" placeholder="{email}"><button type="submit">{button}</button></form></div>`},
	{Name: "Leaky Paywall", markup: `<div class="leaky_paywall_message_wrap"><div id="leaky_paywall_message"><p>{heading}</p><p>{copy}</p><p><a href="/subscribe/">{button}</a> <a href="/login/">{login}</a></p></div></div>`},
	{Name: "Newspack", markup: `<div class="newspack-memberships__gate newspack-memberships__inline-gate"><h2 class="wp-block-heading">{heading}</h2><p>{copy}</p><div class="wp-block-button"><a class="wp-block-button__link" href="/membership">{button}</a></div></div>`},
	{Name: "MemberPress", markup: `<div class="mp_wrapper"><div class="mepr-unauthorized-message"><p>{heading} {copy}</p></div><div class="mepr-login-form-wrap"><a href="/login/">{login}</a> <a href="/join/">{button}</a></div></div>`},
	{Name: "Substack", markup: `<div class="paywall" data-testid="paywall" data-component-name="Paywall"><h2 class="paywall-title">{heading}</h2><div class="paywall-cta"><a class="button primary" href="/subscribe">{button}</a></div><div class="paywall-login"><a href="/sign-in">{login}</a></div></div>`},
	{Name: "Ghost", markup: `<aside class="gh-post-upgrade-cta"><div class="gh-post-upgrade-cta-content"><h2>{heading}</h2><a class="gh-btn" data-portal="signup" href="#/portal/signup">{button}</a><p><small><a data-portal="signin" href="#/portal/signin">{login}</a></small></p></div></aside>`},
	{Name: "Pelcro", markup: `<div id="pelcro-app" class="pelcro-root"><div class="plc-modal"><h4>{heading}</h4><p>{copy}</p><button class="pelcro-subscribe-button">{button}</button><button class="pelcro-login-button">{login}</button></div></div>`},
	{Name: "Evolok", markup: `<ev-engagement group-name="paywall-inline" redirect="false"><section><h3>{heading}</h3><p>{copy}</p><a href="/suscripcion">{button}</a></section></ev-engagement>`},
	{Name: "fade over it", markup: `<div style="background:linear-gradient(transparent,#fff);height:120px;margin-top:-120px"></div><section class="c-regwall" role="dialog"><p class="c-regwall__title">{heading}</p><p>{copy}</p><p><a href="/register">{button}</a></p></section>`},
}

// None is a cut without any gate: the last paragraph breaks off.
var None = Shape{Name: "no gate, broken off"}

// After are what stands behind a whole story and must not make it a preview.
var After = []Shape{
	{Name: "nothing"},
	{Name: "subscription offer", markup: `<div class="subscribe-box"><h3>{support}</h3><p><a class="button" href="/subscribe">{button}</a></p></div>`},
	{Name: "offer as paragraphs", markup: `<p><em>{support}</em> <a href="/subscribe">{button}</a></p>`},
	{Name: "newsletter form", markup: `<div class="newsletter-signup"><h4>{letter}</h4><form><input type="email" placeholder="{email}"><button>{button}</button></form></div>`},
	{Name: "donation", markup: `<section class="donate"><p>{donate}</p><a href="https://donate.example/">{support}</a></section>`},
	{Name: "log in to comment", markup: `<div id="comments"><p>{comment} <a href="/login">{login}</a></p></div>`},
	{Name: "dormant gate", markup: `<div class="paywall" style="display:none" hidden><h3>{heading}</h3><p>{copy}</p><a href="/subscribe">{button}</a></div>`},
}

// wording is what the shapes say in one language.
type wording struct {
	heading, copy, button, login     string // a gate's
	support, letter, donate, comment string // those of what stands after a whole story
	email                            string
}

var wordings = map[string]wording{
	"en": {
		"Subscribe to keep reading this story", "The rest of this article is for subscribers only.", "Subscribe now", "Already a subscriber? Log in",
		"If you like our reporting, take out a subscription from £2 a month.", "Our best stories in your inbox every morning", "Reporting costs money. Please give what you can.", "Join the conversation.", "Your email address",
	},
	"de": {
		"Weiterlesen mit einem Abo", "Der vollständige Artikel ist nur für Abonnenten zugänglich.", "Jetzt abonnieren", "Bereits Abonnent? Hier anmelden",
		"Gefällt Ihnen unsere Arbeit? Ein Abo gibt es schon ab 2 Euro im Monat.", "Das Wichtigste vom Tag in Ihrem Postfach", "Guter Journalismus kostet Geld. Bitte spenden Sie.", "Diskutieren Sie mit.", "Ihre E-Mail-Adresse",
	},
	"fr": {
		"Abonnez-vous pour lire la suite", "La suite de cet article est réservée aux abonnés.", "Je m'abonne", "Déjà abonné ? Connectez-vous",
		"Vous aimez notre travail ? L'abonnement commence à 2 € par mois.", "L'essentiel de l'actualité chaque matin par courriel", "L'information a un coût. Faites un don.", "Réagissez à cet article.", "Votre adresse e-mail",
	},
	"es": {
		"Suscríbete para seguir leyendo", "El resto de este artículo es solo para suscriptores.", "Suscribirme", "¿Ya eres suscriptor? Inicia sesión",
		"¿Te gusta nuestro trabajo? Suscríbete desde 2 € al mes.", "Lo más importante del día en tu correo", "El periodismo cuesta dinero. Haz una donación.", "Participa en la conversación.", "Tu correo electrónico",
	},
	"it": {
		"Abbonati per continuare a leggere", "Il resto di questo articolo è riservato agli abbonati.", "Abbonati ora", "Sei già abbonato? Accedi",
		"Ti piace il nostro lavoro? L'abbonamento parte da 2 € al mese.", "Le notizie del giorno nella tua casella", "Il giornalismo costa. Fai una donazione.", "Partecipa alla discussione.", "Il tuo indirizzo email",
	},
	"pt": {
		"Assine para continuar lendo", "O restante desta matéria é exclusivo para assinantes.", "Assine agora", "Já é assinante? Entre",
		"Gosta do nosso trabalho? Assine a partir de R$ 5 por mês.", "As notícias do dia no seu e-mail", "O jornalismo custa dinheiro. Faça uma doação.", "Participe da conversa.", "Seu e-mail",
	},
	"nl": {
		"Neem een abonnement om verder te lezen", "De rest van dit artikel is alleen voor abonnees.", "Abonneer nu", "Al abonnee? Log in",
		"Waardeert u ons werk? Een abonnement kan al vanaf 2 euro per maand.", "Het nieuws van de dag in uw mailbox", "Journalistiek kost geld. Doneer wat u kunt missen.", "Praat mee.", "Uw e-mailadres",
	},
	"sv": {
		"Prenumerera för att läsa vidare", "Resten av artikeln är bara för prenumeranter.", "Bli prenumerant", "Redan prenumerant? Logga in",
		"Gillar du vårt arbete? En prenumeration kostar från 20 kr i månaden.", "Dagens nyheter i din inkorg", "Journalistik kostar pengar. Ge ett bidrag.", "Delta i samtalet.", "Din e-postadress",
	},
	"pl": {
		"Wykup subskrypcję, aby czytać dalej", "Dalsza część artykułu jest dostępna tylko dla subskrybentów.", "Subskrybuj", "Masz już subskrypcję? Zaloguj się",
		"Podoba ci się nasza praca? Subskrypcja już od 9 zł miesięcznie.", "Najważniejsze wiadomości w twojej skrzynce", "Dziennikarstwo kosztuje. Wesprzyj nas.", "Dołącz do dyskusji.", "Twój adres e-mail",
	},
	"ja": {
		"続きを読むには会員登録が必要です", "この記事の残りは有料会員限定です。", "今すぐ購読する", "会員の方はログイン",
		"私たちの報道を支えてください。購読は月額200円から。", "毎朝のニュースをメールでお届けします", "報道には費用がかかります。ご寄付をお願いします。", "コメントを投稿する", "メールアドレス",
	},
}

// Languages lists the languages that have wordings.
func Languages() []string {
	return []string{"en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "ja"}
}
