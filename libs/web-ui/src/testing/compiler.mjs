// Angular's packages are compiled in part, and the rest of it where they are loaded: whoever imports one without a component first needs it, too.
import '@angular/compiler';
