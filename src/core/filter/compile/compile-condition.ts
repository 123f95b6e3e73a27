import { sql, type SQL } from "drizzle-orm";
import type { Dialect } from "../../../engines/database/dialect.ts";
import type {
  Condition,
  Expression,
  Join,
  SqlOperator,
} from "../resolve/resolved.ts";
import { unreachable } from "../unreachable.ts";

/** A condition whose own `and` and `or` bear no neighbours: put it in parentheses beside others. */
export function compileCondition(dialect: Dialect, condition: Condition): SQL {
  switch (condition.type) {
    case "constant":
      return sql.raw(condition.value ? "1 = 1" : "1 = 0");
    case "and":
    case "or":
      return sql.join(
        condition.conditions.map((inner) => {
          const compiled = compileCondition(dialect, inner);
          return inner.type === "and" || inner.type === "or"
            ? sql`(${compiled})`
            : compiled;
        }),
        sql.raw(` ${condition.type} `),
      );
    case "not":
      return sql`not (${compileCondition(dialect, condition.condition)})`;
    case "compare":
      return compileComparison(
        dialect,
        compileExpression(dialect, condition.left),
        condition.operator,
        compileExpression(dialect, condition.right),
      );
    case "likeEveryCase":
      return dialect.likeEveryCase(
        compileExpression(dialect, condition.value),
        compileExpression(dialect, condition.like),
        compileExpression(dialect, condition.glob),
      );
    case "isEmpty":
      return dialect.isEmpty(compileExpression(dialect, condition.expression));
    case "among": {
      const { alias } = condition;
      const list = compileSource(dialect, {
        alias,
        source: { type: "entries", list: condition.list },
      });
      const value = compileExpression(dialect, condition.value);
      return sql`${value} in (select ${dialect.identifier(alias, "value")} from ${list})`;
    }
    case "none":
      return compileNone(dialect, condition);
    default:
      return unreachable(condition);
  }
}

function compileComparison(
  dialect: Dialect,
  left: SQL,
  operator: SqlOperator,
  right: SQL,
): SQL {
  if (operator === "is") return dialect.is(left, right);
  if (operator === "is not") return dialect.isNot(left, right);
  if (operator === "like") return dialect.like(left, right);
  return sql`${left} ${sql.raw(operator)} ${right}`;
}

function compileNone(
  dialect: Dialect,
  { joins, alias, condition }: Extract<Condition, { type: "none" }>,
): SQL {
  const [first, ...others] = joins;
  const conditions = [condition];
  const from: SQL[] = [];
  if (alias !== undefined || first === undefined) {
    const nulls = dialect.identifier(alias ?? "@0");
    from.push(sql`(select 1) as ${nulls}`);
    for (const join of joins) {
      from.push(sql`left join ${compileJoin(dialect, join)}`);
    }
  } else {
    from.push(compileSource(dialect, first));
    if (first.on !== undefined) conditions.unshift(first.on);
    for (const join of others) {
      from.push(sql`left join ${compileJoin(dialect, join)}`);
    }
  }
  const where = compileCondition(dialect, { type: "and", conditions });
  return sql`not exists (select 1 from ${sql.join(from, sql.raw(" "))} where ${where})`;
}

/** What follows `left join`. */
export function compileJoin(dialect: Dialect, join: Join): SQL {
  const on =
    join.on === undefined
      ? sql.raw("true")
      : compileCondition(dialect, join.on);
  return sql`${compileSource(dialect, join)} on ${on}`;
}

/** What follows `from`. */
export function compileSource(
  dialect: Dialect,
  { alias, source }: Pick<Join, "alias" | "source">,
): SQL {
  return source.type === "table"
    ? sql`${dialect.identifier(source.name)} as ${dialect.identifier(alias)}`
    : dialect.jsonEach(compileExpression(dialect, source.list), alias);
}

export function compileExpression(
  dialect: Dialect,
  expression: Expression,
): SQL {
  const compile = (inner: Expression) => compileExpression(dialect, inner);
  switch (expression.type) {
    case "column":
      return dialect.identifier(expression.table, expression.column);
    case "slot":
      return sql`${sql.placeholder(expression.name)}`;
    case "null":
      return sql.raw("null");
    case "emptyText":
      return sql.raw("''");
    case "boolean":
      return dialect.booleanLiteral(expression.value);
    case "json":
      return dialect.jsonExtract(compile(expression.document), expression.path);
    case "listLength":
      return dialect.jsonArrayLength(compile(expression.list));
    case "lower":
      return dialect.lower(compile(expression.text));
    case "anywhere":
      return dialect.concat(
        sql.raw("'%'"),
        compile(expression.text),
        sql.raw("'%'"),
      );
    case "emptyForNull":
      return dialect.coalesceEmpty(compile(expression.value));
    case "distance": {
      const [lonA, latA, lonB, latB] = expression.points;
      return dialect.geoDistance(
        compile(lonA),
        compile(latA),
        compile(lonB),
        compile(latB),
      );
    }
    case "time":
      return dialect.formatTime(
        compile(expression.format),
        ...expression.rest.map(compile),
      );
    case "condition":
      return sql`(${compileCondition(dialect, expression.condition)})`;
    case "sql":
      return expression.sql;
    default:
      return unreachable(expression);
  }
}
