// The few behaviours that our pages use; every page works without them.
import { Button, CharacterCount, Checkboxes, ErrorSummary, Radios, SkipLink, createAll } from "govuk-frontend";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const component of [Button, CharacterCount, Checkboxes, ErrorSummary, Radios, SkipLink]) createAll(component);
