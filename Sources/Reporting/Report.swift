import Diagnosing
