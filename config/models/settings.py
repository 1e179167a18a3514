"""settings.yml: how the pipeline as a whole behaves."""

from pydantic import BaseModel, ConfigDict, Field


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CrawlSettings(_Strict):
    """Limits of every request; sizes in bytes, times in seconds."""

    user_agent: str = Field(min_length=10, description="says who reads, and where to complain")
    connect_timeout_seconds: float = Field(default=10, gt=0)
    read_timeout_seconds: float = Field(default=30, gt=0)
    total_timeout_seconds: float = Field(default=90, gt=0)
    max_bytes: int = Field(default=10_000_000, gt=0, description="of the body as it comes over the wire")
    max_decompressed_bytes: int = Field(default=20_000_000, gt=0)
    max_redirects: int = Field(default=5, ge=0)
    max_attempts: int = Field(default=3, ge=1, description="tries of one request, the first included")
    first_backoff_seconds: float = Field(default=1, ge=0, description="before the second try; doubled for each further")
    max_retry_after_seconds: float = Field(default=120, ge=0, description="a longer Retry-After ends the source's turn")
    max_hosts_at_once: int = Field(
        default=8, ge=1, description="hosts read side by side; each has one request at a time"
    )


class SecondOpinion(_Strict):
    """A language model behind an OpenAI-compatible endpoint that may propose mentions; off by default."""

    enabled: bool = False
    endpoint: str = "http://127.0.0.1:8080/v1"
    model: str = ""
    api_key_env: str = Field(
        default="PRESSLAKE_SECOND_OPINION_KEY", description="environment variable that holds the key"
    )
    timeout_seconds: float = Field(default=30, gt=0)


class Schedules(_Strict):
    """When each flow runs: five cron fields, UTC."""

    crawl: str = "0 * * * *"
    refine: str = "20 * * * *"
    publish: str = "40 * * * *"
    daily: str = "0 5 * * *"


class Settings(_Strict):
    """The whole of settings.yml."""

    crawl: CrawlSettings
    extract_persons: bool = Field(default=False, description="whether persons are extracted; they are never published")
    second_opinion: SecondOpinion = SecondOpinion()
    schedules: Schedules = Schedules()
