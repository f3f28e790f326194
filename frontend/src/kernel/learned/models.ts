// A script of its own, loaded before the one that asks: it lends the kernel the models that were learned from other
// teams.

import { learnedModels } from "./pool.ts";

globalThis.lentPaceModels = learnedModels;
