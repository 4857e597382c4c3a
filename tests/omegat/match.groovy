// Runs inside OmegaT (3.6 API) once the project is loaded and writes to the file that the Java
// property "report" names, as JSON lines: the entries of each memory, then, for every segment of
// the source, what OmegaT filled in by itself and its five best matches.
import groovy.json.JsonOutput
import org.omegat.core.Core
import org.omegat.core.events.IStopped
import org.omegat.core.statistics.FindMatches

if (eventType.toString() != "LOAD") {  // COMPILE and CLOSE call the script too
    return
}

def project = Core.project
def finder = new FindMatches(project.sourceTokenizer, 5, true, false)
def neverStopped = { false } as IStopped

def asMatch = { near ->
    def score = near.scores[0]
    [scores    : [score.score, score.scoreNoStem, score.adjustedScore],
     source    : near.source,
     target    : near.translation,
     memory    : near.projs ? near.projs[0] : null,
     properties: near.props.collect { [it.type, it.value] }]
}

def asSegment = { entry ->
    def known = project.getTranslationInfo(entry)
    def near = finder.search(project, entry.srcText, true, false, neverStopped)
    [segment: entry.srcText,
     filled : known.isTranslated() ? known.translation : null,
     matches: near.collect(asMatch)]
}

new File(System.getProperty("report")).withWriter("UTF-8") { report ->
    project.transMemories.each { name, memory ->
        report.println(JsonOutput.toJson([memory: name, entries: memory.entries.size()]))
    }
    project.allEntries.each { report.println(JsonOutput.toJson(asSegment(it))) }
}
