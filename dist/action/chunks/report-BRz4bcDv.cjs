const e=require("../main.cjs");function t(t,n){n(`[`);for(let[r,i]of t.entries())n(`${r===0?``:`,`}\n${e.Pt(i)}`);n(t.length===0?`]`:`
]`)}function n({code:e,field:t,text:n,count:r,first:i}){return{code:e,field:t,text:n,count:r,first:i?.index}}exports.writeReport=function(r,i){let a={$schema:`https://unpkg.com/registry-lint/schema/compliance.schema.json`,version:1},o=!0;for(let[s,c]of Object.entries({...a,...r,notices:r.notices.map(n)}))c!==void 0&&(i(`${o?`{`:`,`}\n${e.Pt(s)}: `),o=!1,Array.isArray(c)?t(c,i):i(e.Pt(c)));i(`
}
`)};