/**
 * What is said to a model and how its reply is read: prompt files, the template of every judge task, delimiters around what is
 * under judgement, lenient reading of JSON, quotes found again in their passages. Knows of no endpoint and no HTTP.
 */
@NullMarked
package dev.marksheet.judge.llm.prompt;

import org.jspecify.annotations.NullMarked;
