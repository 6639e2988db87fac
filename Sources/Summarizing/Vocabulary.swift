// Values of Parsing that travel on unchanged, named here so that no later room reaches past this one.

package import Parsing

package typealias ContextEvent = Parsing.ContextEvent
package typealias LinePlace = Parsing.LinePlace
package typealias LogEvent = Parsing.LogEvent
package typealias RedisCommand = Parsing.RedisCommand
package typealias SHA256 = Parsing.SHA256
package typealias ServerSnapshot = Parsing.ServerSnapshot
package typealias SlowlogEntry = Parsing.SlowlogEntry
package typealias SourceDigest = Parsing.SourceDigest
package typealias Timestamp = Parsing.Timestamp
package typealias UnreadableLine = Parsing.UnreadableLine
