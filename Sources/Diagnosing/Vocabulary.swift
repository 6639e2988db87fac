// Values of Summarizing that travel on unchanged, named here so that Reporting imports only this room.

package import Summarizing

package typealias ContextEvent = Summarizing.ContextEvent
package typealias MemoryAccount = Summarizing.MemoryAccount
package typealias SourceAccount = Summarizing.SourceAccount
package typealias Timestamp = Summarizing.Timestamp
package typealias UnreadableLine = Summarizing.UnreadableLine
