/**
 * The data of the page, as `tinvan/viewer/records.py` writes it. Articles and facts are numbered in
 * the order of the run and point at each other by number. Spans are in Unicode code points.
 *
 * @typedef {[number, number]} Bounds
 *
 * @typedef {object} Slot
 * @property {string} name
 * @property {"number"|"integer"|"text"|"choice"|"organisation"|"texts"|"date"} kind
 * @property {boolean} required  Whether it cannot be null.
 * @property {string[]} choices
 *
 * @typedef {object} ArticleHead
 * @property {string} id
 * @property {string|null} title
 * @property {string|null} published
 * @property {string|null} day
 * @property {string|null} source
 * @property {number} first  The number of its first fact.
 * @property {number} count
 *
 * @typedef {object} FactColumns
 * @property {string[]} id
 * @property {number[]} type
 * @property {(number|null)[]} confidence  In hundredths.
 * @property {(string|null)[]} start
 * @property {(string|null)[]} end
 * @property {number[][]} agencies
 * @property {number[][]} people
 * @property {number[][]} places
 *
 * @typedef {object} Statement
 * @property {number|null} fact
 * @property {string} doc
 * @property {string|null} published
 * @property {string|null} url
 * @property {string} evidence
 * @property {Bounds} anchor  Within the evidence.
 *
 * @typedef {{says: string, sources: Statement[]}} ConflictSide
 *
 * @typedef {object} Conflict
 * @property {string} kind
 * @property {string} type
 * @property {string} about
 * @property {string} explanation
 * @property {ConflictSide[]} sides
 *
 * @typedef {object} SeriesPoint
 * @property {string} start
 * @property {string} end
 * @property {number} value
 * @property {string} says
 * @property {string} comparator
 * @property {string} modality
 * @property {string[]} contradicted
 * @property {Statement[]} sources
 *
 * @typedef {object} Series
 * @property {"rank"|"share"} kind
 * @property {string} subject
 * @property {string} about
 * @property {string|null} scope
 * @property {string} measure
 * @property {SeriesPoint[]} points
 *
 * @typedef {object} Index
 * @property {string} run
 * @property {string} version
 * @property {string[]} types
 * @property {Record<string, Slot[]>} slots
 * @property {string[]} content
 * @property {ArticleHead[]} articles
 * @property {FactColumns} facts
 * @property {string[]} agencies
 * @property {string[]} people
 * @property {string[]} places
 * @property {Conflict[]} conflicts
 * @property {Series[]} series
 * @property {{doc: string, reason: string, message: string}[]} rejects
 *
 * A span is its bounds where the text of the article is known, else it holds its own text.
 * @typedef {Bounds|{start: number, end: number, text: string}} SpanData
 *
 * @typedef {Record<string, any> & {type: string, anchor: SpanData, evidence: SpanData}} FactData
 *
 * @typedef {object} ArticleBody
 * @property {string|null} text
 * @property {[number, number, string|null, string|null][]} lines  Start, end, label, rule.
 * @property {FactData[]} facts
 * @property {string|null} [url]
 * @property {Record<string, string>} [known]
 * @property {string[]} [warnings]
 *
 * What a person decided of a fact; `changes` are the slots that were corrected, `anchor` too.
 * @typedef {object} Decision
 * @property {"accepted"|"rejected"|"corrected"} verdict
 * @property {Record<string, any>} [changes]
 */
export {};
