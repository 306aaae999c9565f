package article

// Access is what a page declares about access to its article, and how much of
// the text it holds. The two are independent: most pages declared not free
// hold the whole text.
type Access struct {
	Policy       Policy       `json:"policy"`
	Completeness Completeness `json:"completeness"`
	// Declared is set where the page itself states the policy, in its metadata
	// or in words that it shows. A policy that rests on the absence of any sign,
	// or on the markup of a supplier alone, is not declared.
	Declared bool `json:"declared"`
	// Withheld is story text in the document that the publisher's gate holds
	// back.
	Withheld Withheld `json:"withheld,omitzero"`
	// Conflicts are facts on which the evidence disagrees.
	Conflicts []Conflict `json:"conflicts,omitempty"`
	Evidence  []Evidence `json:"evidence"`
}

// Policy is what the page declares. The zero value is not valid in a result;
// the policy that nothing tells is [PolicyUnknown].
type Policy string

// The policies.
const (
	PolicyUnknown      Policy = "unknown"
	PolicyFree         Policy = "free"
	PolicyMetered      Policy = "metered"
	PolicyRegistration Policy = "registration"
	PolicySubscription Policy = "subscription"
)

// Completeness is how much of the story's text the page holds.
type Completeness string

// The states of completeness.
const (
	CompletenessUnknown Completeness = "unknown"
	CompletenessFull    Completeness = "full"
	CompletenessPreview Completeness = "preview"
	CompletenessNone    Completeness = "none"
)

// Withheld is how much story text the publisher's gate holds back in the
// document, and where it stands.
type Withheld struct {
	Words int `json:"words"`
	// Where is the path of the container, or the name of the data that holds
	// the text.
	Where string `json:"where"`
}

// Evidence is one signal behind a verdict.
type Evidence struct {
	// Source names the signal: "jsonld:isAccessibleForFree", "meta:article:content_tier",
	// "promo", "sites/nknews.org.toml:14 .locked".
	Source Provenance `json:"source"`
	// Value is what it said, as the page spells it.
	Value string `json:"value"`
	// Path is where it stood.
	Path string `json:"path,omitempty"`
	// Supports is the verdict it speaks for: a policy or a completeness.
	Supports string `json:"supports"`
}

// Conflict is a fact on which the evidence disagrees.
type Conflict struct {
	// About is "policy" or "completeness".
	About string `json:"about"`
	// Evidence are the indexes into Access.Evidence of those that disagree
	// with the verdict.
	Evidence []int `json:"evidence"`
}
