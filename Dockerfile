FROM python:3.11-slim AS build
WORKDIR /app
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_NO_CACHE=1 UV_PYTHON_DOWNLOADS=never
RUN pip install --no-cache-dir uv==0.13.9

# What we depend on changes less often than what we write.
COPY pyproject.toml README.md ./
RUN uv sync --no-dev --no-install-project
COPY domain domain
COPY application application
COPY interfaces interfaces
RUN uv sync --no-dev --no-editable

FROM python:3.11-slim
# The key-encryption keys live here: give it a volume, and back it up apart from the database.
RUN useradd --uid 10001 --user-group --no-create-home daybook \
    && install --directory --owner=daybook --group=daybook --mode=0700 /var/lib/daybook
COPY --from=build /app/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DAYBOOK_DATA=/var/lib/daybook
VOLUME /var/lib/daybook
USER 10001:10001
EXPOSE 8000
CMD ["daybook", "serve", "--host", "0.0.0.0", "--port", "8000"]
