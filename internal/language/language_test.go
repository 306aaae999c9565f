package language_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/language"
)

func TestOf(t *testing.T) {
	t.Parallel()
	for want, text := range map[string]string{
		"en": "The harbour lay still and no boat left the quay. It was the first time in years that the men who work there had nothing to do, and they sat in the sun with their nets.",
		"de": "Der Hafen lag still, und kein Boot verließ den Kai. Es war das erste Mal seit Jahren, dass die Männer nichts zu tun hatten, und sie saßen mit ihren Netzen in der Sonne.",
		"fr": "Le port était calme et aucun bateau ne quittait le quai. C'était la première fois depuis des années que les hommes n'avaient rien à faire, et ils étaient assis au soleil avec leurs filets.",
		"nl": "De haven lag stil en er voer geen boot van de kade. Het was voor het eerst in jaren dat de mannen die er werken niets te doen hadden, en ze zaten met hun netten in de zon.",
		"da": "Havnen lå stille, og ingen båd forlod kajen. Det var første gang i mange år, at de mænd, der arbejder der, ikke havde noget at lave, og de sad i solen med deres net efter arbejdet.",
		"no": "Havna lå stille, og ingen båt forlot kaia. Det var første gang på mange år at mennene som arbeider der ikke hadde noe å gjøre, og de satt i sola med garna sine etter jobben, sier han.",
		"sv": "Hamnen låg stilla och ingen båt lämnade kajen. Det var första gången på många år som männen inte hade något att göra, och de satt i solen med sina nät när jag kom dit.",
		"ru": "Гавань была тихой, и ни одна лодка не вышла из неё. Это был первый раз за много лет, когда у людей не было работы, и они сидели на солнце со своими сетями, как и все.",
		"uk": "Гавань була тихою, і жоден човен не вийшов з неї. Це був перший раз за багато років, коли люди не мали роботи, і вони сиділи на сонці зі своїми сітками, як і всі.",
		"fa": "بندر آرام بود و هیچ قایقی از اسکله بیرون نرفت. این اولین بار بود که مردان در این سال\u200cها کاری برای انجام دادن نداشتند و با تورهای خود در آفتاب نشسته بودند و از آن می\u200cگفتند.",
		"ja": "港は静かで、一隻の船も岸壁を離れなかった。そこで働く男たちに仕事がないのは何年ぶりかのことで、彼らは網を手に日なたに座っていた。それから昔の話をしていた。",
		"":   "Port 12, quay 4.",
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, want, language.Of(text))
		})
	}
}

func TestSame(t *testing.T) {
	t.Parallel()
	assert.True(t, language.Same("en-GB", "en"))
	assert.True(t, language.Same("nb-NO", "no"))
	assert.True(t, language.Same("bs", "sr"))
	assert.False(t, language.Same("sv", "no"))
}
