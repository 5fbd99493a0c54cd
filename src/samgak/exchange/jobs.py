from procrastinate.contrib.django import app

from samgak.exchange import clock
from samgak.programmes import services as programmes


@app.periodic(cron="* * * * *")
@app.task(name="exchange.move_by_clock")
def move_by_clock(timestamp: int) -> None:
    """Open and close calls when their moment comes."""
    programmes.move_by_clock(at=clock.now())
