// Package lead finds the two lines that stand with a headline and are neither
// headline nor story: the kicker above it and the standfirst below it.
//
// Both are chosen as the title is: texts around the headline are the candidates, a
// model says of each how likely it is the one, and none may be. The models of roles
// judge a text by itself and its neighbours; here all that a page offers are seen
// beside each other and beside what the metadata say, once it is known where the
// story stands:
//
//	News › Harbour          a breadcrumb
//	HARBOUR TOLLS           the kicker
//	Ferries are back        the headline
//	After two years …       the standfirst: in a class of its own, as the description has it
//	By Ann Bay, 3 May       a byline
//	The first boat left …   the story
//
// A kicker may also be the first part of the headline's own element:
//
//	<h1><span>Harbour tolls</span> Ferries are back</h1>
package lead
