// Runs inside OmegaT (3.6 API) once the project is loaded and writes to the file that the Java
// property "report" names, as JSON lines, the entries of each file in the project's glossary folder,
// as OmegaT's own reader of tab-separated glossaries gives them.
import groovy.json.JsonOutput
import org.omegat.core.Core
import org.omegat.gui.glossary.GlossaryReaderTSV

if (eventType.toString() != "LOAD") {  // COMPILE and CLOSE call the script too
    return
}

def folder = new File(Core.project.projectProperties.glossaryRoot)
new File(System.getProperty("report")).withWriter("UTF-8") { report ->
    folder.listFiles().findAll { it.name.endsWith(".utf8") }.sort().each { file ->
        def entries = GlossaryReaderTSV.read(file, false)
        report.println(JsonOutput.toJson(
            [glossary: file.name, entries: entries.collect { [it.srcText, it.locText, it.commentText] }]))
    }
}
