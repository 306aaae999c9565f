package wording

import (
	"strings"
	"sync"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/lexicon"
)

// What the lexicon's kinds do not tell apart, read from the phrases
// themselves.
const (
	// Subscribe marks a call to action whose verb is to subscribe. It is said
	// of newsletters and of paid plans alike: what stands beside it decides.
	Subscribe block.Wording = 1 << (40 + iota)
	// SignUp marks one that is said of newsletters and of accounts.
	SignUp
	// Spent marks the words of a meter that is used up.
	Spent
)

// verbs are stems of the verbs that calls to action use, folded, with what
// they ask for. The lexicon has calls to action as one kind: "subscribe now"
// and "donate now" differ by the verb only. An underscore stands for a space.
// Stems, since languages inflect: "abonn" is in abonner, abonnez-vous and
// Abonnement. The order matters, as the first that fits decides: "register for a
// trial" asks to subscribe.
var verbs = []struct {
	kinds block.Wording
	stems string
}{
	{Subscribe, "subscri suscri susbcri abonn abone abonier aboner assin abbona prenumer tilaa tilaus subskry predpl objednat elofizet eloszet " +
		"abonat подпис оформит передпл εγγραφ συνδρομ 有料 購読 申し込 購讀 订阅 訂閱 구독 اشترك सब्सक्रा सदस्यता berlangganan askrift"},
	{Subscribe, "trial try testen probar essayer insider premium"},
	{Donation, "donat spende faire_un_don je_donne apoya apoie sostieni steun stott doner wsp lahjoit przekaz podpor tamogat doneaza поддерж підтрим " +
		"寄付 支援 捐 후원 تبرع दान donasi ung_ho contribut unterstutz soutene support_us"},
	{Registration, "register registr regist cadastr konto account compte cuenta conta 登録 注册 註冊 가입 تسجيل daftar dang_ky s'inscrire " +
		"iscriviti uye_ol zarejestr зарегистр зареєстр"},
	{SignUp, "sign_up signup s'inscrire inscriv inscrev iscriviti inscribir apuntate anmeld"},
	{Login, "log_in sign_in login einloggen connecter connexion iniciar entrar accedi inloggen logga logg_inn log_ind kirjaudu zaloguj " +
		"prihlas bejelentkez giris войти увійти ログイン 登录 登入 로그인 masuk dang_nhap"},
}

// phraseKind gives a phrase its kind and, for a call to action, what its verb asks
// for.
func phraseKind(p *lexicon.Phrase) block.Wording {
	k := Of(p.Kind)
	switch p.Kind {
	case lexicon.CTA:
		k |= verbOf(p.Text)
	case lexicon.Meter:
		if holds(p.Text, spentStems) {
			k |= Spent
		}
	}
	return k
}

// spentStems are in the phrases of a meter that say that nothing is left.
// Folded, as phrases are compared.
const spentStems = "limit reached used_all keine erreicht plus_aucun ya_no supera alcanz agot esgot atingi raggiunt bereikt natt brukt laest " +
	"wykorzyst vycerp лимит исчерп ліміт 上限 达到 達到 한도 الحد"

// verbOf returns the kinds that the verb of a call to action asks for.
func verbOf(text string) block.Wording {
	for _, v := range verbs {
		if holds(text, v.stems) {
			return v.kinds
		}
	}
	return 0
}

// holds reports whether the folded text holds one of the stems.
func holds(text, stems string) bool {
	folded := string(lexicon.Fold(nil, text))
	for stem := range strings.SplitSeq(stems, " ") {
		if strings.Contains(folded, strings.ReplaceAll(stem, "_", " ")) {
			return true
		}
	}
	return false
}

// SaysSubscribe reports whether the folded text has a word for subscribing or
// subscribers in it.
//
// It is one pass, with a look into a list of stems at each byte that starts one.
func SaysSubscribe(folded []byte) bool { return subscribeStems().in(folded) }

// stemSet holds stems by their first byte.
type stemSet [1 << 8][]string

var subscribeStems = sync.OnceValue(func() *stemSet {
	var set stemSet
	for stem := range strings.SplitSeq(verbs[0].stems, " ") {
		set[stem[0]] = append(set[stem[0]], stem)
	}
	return &set
})

func (set *stemSet) in(text []byte) bool {
	for i, c := range text {
		for _, stem := range set[c] {
			if len(text)-i >= len(stem) && string(text[i:i+len(stem)]) == stem {
				return true
			}
		}
	}
	return false
}
