"""What children are forked from: importing this module loads rules and models.

The server that `multiprocessing` forks children from imports it, so that a child which takes the
place of a dead one has them at once, and all children share their memory.
"""

import gc

from tinvan.document import Source
from tinvan.metadata import Metadata
from tinvan.pipeline import Pipeline

# It has something for every stage: what is loaded when first needed is loaded here.
_ARTICLE = """Xuất khẩu của tỉnh tăng 5,2%

Ngày 17/9/2020, ông Trần Văn Mẫu, Phó Chủ tịch UBND tỉnh Lào Cai, cho biết kim ngạch xuất khẩu đạt
2,5 tỷ đồng, xếp thứ 5/63 tỉnh, thành phố theo Quyết định số 12/QĐ-UBND của UBND tỉnh.
"""

Pipeline()(Source(doc_id="warm", content=_ARTICLE, metadata=Metadata(published="2020-09-17")))
gc.collect()
gc.freeze()
