"""debrief on Apache Spark: descriptors of splits go out, partial summaries come back."""
