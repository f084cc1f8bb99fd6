"""How the notebooks are run: the same bytes every time, and readable without kernel or network."""

from nbconvert.preprocessors import Preprocessor

LIVE = "application/vnd.jupyter.widget-view+json"


class Stills(Preprocessor):
    """Keeps of an explorer its picture; the widgets live no longer than the kernel."""

    def preprocess_cell(self, cell, resources, index):
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(LIVE, None)
        return cell, resources


c = get_config()  # noqa: F821  (Jupyter's)
c.Application.log_level = "ERROR"
c.Exporter.preprocessors = [Stills]
c.ExecutePreprocessor.enabled = True
c.ExecutePreprocessor.record_timing = False
c.ExecutePreprocessor.store_widget_state = False
c.ExecutePreprocessor.extra_arguments = ["--log-level=ERROR"]
c.HTMLExporter.mathjax_url = c.HTMLExporter.require_js_url = ""
# Of the metadata a notebook keeps its kernel; versions of this machine's Python would be noise.
c.ClearMetadataPreprocessor.clear_cell_metadata = False
c.ClearMetadataPreprocessor.preserve_nb_metadata_mask = {"kernelspec"}
