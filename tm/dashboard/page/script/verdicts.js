// Verdicts of a human on single renderings, written by the server that serves the page.
// Why the page keeps them too: the numbers change with the next build; buttons, the list of issues
// and the note on how many verdicts wait for that change at once.

const VERDICTS = ["accept", "reject", "ignore"];
const token = new URLSearchParams(location.search).get("token") ?? "";

/** Send one verdict; null removes it. Throws what went wrong, in words. */
async function sendVerdict(row, verdict) {
  const body = {
    concept: conceptOfRow(row).concept,
    tuid: unitOfRow(row).tuid,
    occurrence: data.renderings.occurrence[row],
    lang: data.renderings.lang[row],
    verdict,
    text: foundWords(row),
  };
  const answer = await fetch(`verdict?token=${encodeURIComponent(token)}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error((await answer.text()) || String(answer.status));
}

let waiting = build.waiting; // verdicts that the numbers do not know

/** Say above every view how many verdicts wait for the next build, if any. */
function drawWaiting() {
  const note = document.getElementById("waiting");
  note.textContent = waiting ? t("verdict.waiting", { n: count(waiting) }) : "";
  note.hidden = !waiting;
}

/** Keep a verdict in the page. */
function keepVerdict(row, verdict) {
  const waits = () => Number(data.renderings.verdict[row] !== data.renderings.counted[row]);
  waiting -= waits();
  data.renderings.verdict[row] = verdict;
  waiting += waits();
  forgetIssues();
  drawWaiting();
}

function verdictName(verdict) {
  return verdict ? t(`verdict.${verdict}`) : NONE;
}

/** Return the verdict on a rendering and, where the page is served, buttons to change it. */
function verdictBox(row) {
  if (!build.serve) return verdictName(data.renderings.verdict[row]);
  const said = h("span", { role: "status", class: "said" });
  const box = h("div", { class: "verdicts", role: "group", "aria-label": t("verdict.title") });
  const decide = async (verdict) => {
    said.textContent = t("verdict.sending");
    try {
      await sendVerdict(row, verdict);
      keepVerdict(row, verdict);
      fill();
      said.textContent = t(verdict ? "verdict.saved" : "verdict.removed");
    } catch (error) {
      said.textContent = t("verdict.failed", { why: error.message });
    }
  };
  const fill = () => {
    const given = data.renderings.verdict[row];
    const focused = box.contains(document.activeElement) ? document.activeElement.dataset.verdict : null;
    const choices = VERDICTS.map((each) =>
      button(t(`verdict.do.${each}`), () => decide(each), { "aria-pressed": String(each === given), class: "small", "data-verdict": each }),
    );
    const remove = given && button(t("verdict.do.remove"), () => decide(null), { class: "small", "data-verdict": "remove" });
    box.replaceChildren(...[...choices, remove, said].filter(Boolean));
    if (focused) (box.querySelector(`[data-verdict="${focused}"]`) ?? box.querySelector("button")).focus();
  };
  fill();
  return box;
}
