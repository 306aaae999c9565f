package access

// source is a class of signals. Signals of one class are not independent of
// each other, so a class counts once, with its strongest signal.
type source uint8

const (
	fromRule source = iota
	fromVendor
	fromGate
	fromMeter
	fromTier
	fromFlag
	fromPart
	fromMicrodata
	fromPublisherMeta
	fromData
	fromAMP
	fromBadge
	fromHiddenMeter
	fromHiddenGate
	fromAbsence
	numSources
)

// weights say which signal outweighs which. A verdict is the policy with the
// largest sum; where two classes disagree the table decides, and the loser is
// reported as a conflict.
//
// The order follows what saved pages of both kinds showed. A rule was written
// for the site. Words on the page that ask this reader to pay at the end of
// the text are what a person would go by. An explicit tier of this article is
// the better witness than the JSON-LD flag: where the two disagree (13 pages of
// 68 that had both) the flag was boilerplate more often; a hasPart comes from
// the same template as the flag and must not help it to outweigh the tier.
// Publishers' own metas and data layers name the article's state but their
// keys are guessed at. Hidden words are templates for other readers. Silence is
// weakest: a page without any sign is free, as Subscribe with Google reads the
// absent flag, but every sign beats it.
var weights = [numSources]float32{
	fromRule:          12,
	fromVendor:        4.5,
	fromGate:          6.5,
	fromMeter:         7,
	fromTier:          5,
	fromFlag:          4,
	fromPart:          0.9,
	fromMicrodata:     3,
	fromPublisherMeta: 3,
	fromData:          2,
	fromAMP:           3,
	fromBadge:         2.5,
	fromHiddenMeter:   1.2,
	fromHiddenGate:    0.4,
	fromAbsence:       0.5,
}

// The cues of a cut text and of a whole one. Preview needs previewAt, which no
// cue but an explicit gate at the cut reaches alone: that one is two facts,
// the words and their place.
const (
	previewAt = 1.0
	// ruleDecides marks a site rule's word, which needs no company.
	ruleDecides = 12

	cueGateAtCut    = 1.3  // "read on with a subscription" right after the last text
	cueGateFree     = 0.65 // the same where the page is declared free and that stands
	cueRemaining    = 1.2  // "57 % of this article are left"
	cueBrokenEnd    = 0.7  // the last paragraph breaks off
	cueUnfinished   = 0.9  // it alone has no full stop, in the middle of a sentence
	cueFaded        = 0.5  // the last paragraph is faded out
	cueCountAbove   = 0.7  // the declared word count is far above the body's
	cueNotFree      = 0.35
	cueUnmatched    = 0.3  // the block declared as gated is not in the page
	cueEmptySlot    = 0.35 // a gate's empty container right after the text
	cueShort        = 0.3
	cueHeldBack     = 1.2  // story text is in the page, hidden behind the gate
	cueCountFits    = -1.1 // the declared word count is the body's
	cueBodyFits     = -1.1 // the declared text is the body
	cuePartMeasured = -0.9 // the block declared as gated is shown, with text
)
