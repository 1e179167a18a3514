"""What runs when: each flow with its cron schedule, registered with Prefect."""

from prefect import serve
from prefect.deployments.runner import RunnerDeployment

from config.load import load_settings
from flows.crawl import crawl
from flows.daily import daily
from flows.publish import publish
from flows.refine import refine
from flows.scope import Scope


def serve_schedules(scope: Scope) -> None:
    """Register crawl, refine, publish and daily under the schedules of settings.yml, and run them until stopped."""
    schedules = load_settings().schedules
    parameters = {"scope": scope.model_dump(mode="json")}
    serve(
        *(
            RunnerDeployment.from_flow(
                flow, name="presslake", cron=getattr(schedules, flow.name), parameters=parameters, tags=["presslake"]
            )
            for flow in (crawl, refine, publish, daily)
        )
    )
