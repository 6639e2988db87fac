// Values of Summarizing that travel on unchanged, named here so that Reporting imports only this room.

package import Summarizing

package typealias ContextEvent = Summarizing.ContextEvent
package typealias KeyPattern = Summarizing.KeyPattern
package typealias LinePlace = Summarizing.LinePlace
package typealias MemoryAccount = Summarizing.MemoryAccount
package typealias SHA256 = Summarizing.SHA256
package typealias SourceAccount = Summarizing.SourceAccount
package typealias SourceDigest = Summarizing.SourceDigest
package typealias Timestamp = Summarizing.Timestamp
package typealias UnreadableLine = Summarizing.UnreadableLine
