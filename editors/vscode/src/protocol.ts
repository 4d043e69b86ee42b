// What the server answers to requests of our own. The same as engine/server/viewing.py, field by
// field (a test compares them). Lines are counted from 0.

export interface Place {
  uri: string;
  place: number;
}

export type Passing = "through" | "not" | "open" | "";

export interface Expected {
  question: string;
  wanted: string;
  line: number;
  place: number;
}

export interface CaseShown {
  title: string;
  uri: string;
  line: number;
  expected: Expected[];
}

export interface CasesShown {
  cases: CaseShown[];
  errors: number;
}

export interface Came {
  met: boolean;
  got: string;
}

export interface Step {
  status: string;
  label: string;
  text: string;
  aside: string;
  notes: string[];
  number: string;
  see: string;
  below: Step[];
}

export interface Part {
  title: string;
  points: string[][];
  steps: Step[];
}

export interface ProofShown {
  word: string;
  question: string;
  day: string;
  parts: Part[];
  pages: ProofShown[];
}

export interface Rung {
  form: "contact" | "series" | "parallel";
  text: string;
  line: number;
  barred: boolean;
  status: string;
  said: string;
  passing: Passing;
  inside: Rung[];
}

export interface LadderShown {
  rule: string;
  title: string;
  cites: string;
  concludes: string;
  uri: string;
  line: number;
  passing: Passing;
  rungs: Rung[];
}

export interface ProvisionShown {
  name: string;
  title: string;
  cites: string;
  says: string;
  kind: "rule" | "impossible" | "note" | "reading";
  line: number;
  cases: number;
}

export interface MarkShown {
  line: number;
  kind: "rule" | "condition" | "mutant";
  said: string;
}

// Between the extension and what runs in its view.

export type ToView =
  | { kind: "cases"; file: string; shown: CasesShown }
  | { kind: "came"; at: Place; came: Came | null }
  | { kind: "chosen"; at: Place | null }
  | { kind: "proof"; proof: ProofShown | null }
  | { kind: "ladder"; ladder: LadderShown | null };

export type FromView =
  | { kind: "ready" }
  | { kind: "choose"; at: Place }
  | { kind: "open"; uri: string; line: number };
